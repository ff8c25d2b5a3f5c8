/** Every value that a program asks for, each to copy. Never the password. */
import type { ReactNode } from 'react';
import { go } from '../shell/route.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Copyable, CopyButton } from '../ui/copyable.tsx';
import { SelectField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card, Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';
import type { Door, Offered, Way } from './offer/offer.ts';
import type { ServerChoice } from './offer/servers.ts';
import { placeWith, type ConnectPlace } from './place.ts';

export interface ValuesProps {
  readonly place: ConnectPlace;
  readonly user: string;
  readonly server: ServerChoice;
  readonly servers: readonly ServerChoice[];
  readonly offered: Extract<Offered, { ok: true }>;
  readonly way: Way;
}

export function ValuesCard(props: ValuesProps): ReactNode {
  const { words } = useWords();
  const { user, server, offered, way } = props;
  const w = words.connect.page.values;
  const rows = valueRows(props, w);
  return (
    <Card
      title={w.title}
      actions={
        <CopyButton
          text={rows.map(([name, value]) => `${name}: ${value}`).join('\n')}
          what={w.copyAll}
        />
      }
    >
      <ServerPick {...props} />
      <Facts
        facts={[
          ...rows.map(
            ([name, value]) => [name, <Copyable key={name} text={value} what={name} />] as const,
          ),
          [w.way, way === 'auth' ? w.wayAuth : w.wayPop] as const,
          [w.password, <PasswordFact key="p" user={user} />] as const,
        ]}
      />
      {server.isNamed ? null : <Notice tone="attention">{w.notNamed}</Notice>}
      {isPlain(offered, way) ? <Notice tone="attention">{w.unencrypted}</Notice> : null}
    </Card>
  );
}

function ServerPick({ place, server, servers }: ValuesProps): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.values;
  if (servers.length < 2) return null;
  return (
    <div className="no-print">
      <SelectField
        label={w.serverPick}
        value={server.server}
        options={servers.map((one) => ({
          value: one.server,
          label: w.kinds[one.kind](one.server),
        }))}
        onPick={(picked) => go(placeWith(place, { server: picked }))}
      />
    </div>
  );
}

function PasswordFact({ user }: { readonly user: string }): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.values;
  return (
    <div className="stack tight">
      <span className="soft">{w.passwordHint(user)}</span>
      <div className="no-print">
        <ButtonLink isSmall icon="key" place={`people?user=${encodeURIComponent(user)}`}>
          {w.newPassword}
        </ButtonLink>
      </div>
    </div>
  );
}

/** Name and value of each line. Encryption stands with its port. */
function valueRows(
  { server, offered, user }: ValuesProps,
  w: Words['connect']['page']['values'],
): readonly (readonly [string, string])[] {
  const encryption = (door: Door): string => w.tls[door.tls];
  const { pop, smtp, usesPop } = offered;
  return [
    [w.server, server.server],
    ...(usesPop
      ? ([
          [w.popPort, String(pop.port)],
          [`${w.encryption} (POP3)`, encryption(pop)],
        ] as const)
      : []),
    [w.smtpPort, String(smtp.port)],
    [`${w.encryption} (SMTP)`, encryption(smtp)],
    [w.user, user],
  ];
}

/** A password goes over the line in the clear. */
const isPlain = ({ pop, smtp, usesPop }: ValuesProps['offered'], way: Way): boolean =>
  (usesPop && pop.tls === 'none') || (way === 'auth' && smtp.tls === 'none');
