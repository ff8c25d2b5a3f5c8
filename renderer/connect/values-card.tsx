/** Every value that a program asks for, each to copy. Never the password. */
import type { ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { go } from '../shell/route.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { Copyable, CopyButton } from '../ui/copyable.tsx';
import { SelectField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';
import type { Program } from './model/program.ts';
import type { Door, Offered, Way } from './offer/offer.ts';
import type { ServerChoice } from './offer/servers.ts';
import { OnlyHere } from './only-here.tsx';
import { PersonPicker } from './picker.tsx';
import { placeWith, type ConnectPlace } from './place.ts';

export interface ValuesProps {
  readonly place: ConnectPlace;
  readonly program: Program;
  readonly users: readonly UserView[];
  readonly user: string;
  readonly server: ServerChoice;
  readonly servers: readonly ServerChoice[];
  readonly offered: Offered;
  readonly way: Way;
}

type Copied = readonly (readonly [what: string, value: string])[];
interface ValueLine {
  readonly title: string;
  /** What is copied, with the words for it; shown one beside the other. */
  readonly values: Copied;
}

export function ValuesCard(props: ValuesProps): ReactNode {
  const { words } = useWords();
  const { user, users, server, place, offered } = props;
  const w = words.connect.page.values;
  const lines = offered.ok ? valueLines(props, offered, w) : [];
  return (
    <Card title={w.title} actions={offered.ok ? <CopyAll lines={lines} what={w.copyAll} /> : null}>
      <div className="no-print">
        <PersonPicker place={{ ...place, user }} users={users} />
      </div>
      <ServerPick {...props} />
      {isOutOfReach(props) ? <OnlyHere /> : null}
      {offered.ok ? <Lines {...props} lines={lines} /> : null}
      <PlainTick {...props} />
      {server.isLent ? (
        <div className="no-print">
          <Notice tone="attention">{words.security.computer.lent}</Notice>
        </div>
      ) : null}
      {server.isNamed ? null : <Notice tone="attention">{w.notNamed}</Notice>}
      {offered.ok && isPlain(offered, props.way) ? (
        <Notice tone="attention">{w.unencrypted}</Notice>
      ) : null}
    </Card>
  );
}

function CopyAll({
  lines,
  what,
}: {
  readonly lines: readonly ValueLine[];
  readonly what: string;
}): ReactNode {
  const text = lines
    .map(({ title, values }) => `${title}: ${values.map(([, value]) => value).join(', ')}`)
    .join('\n');
  return <CopyButton text={text} what={what} />;
}

function Lines({
  lines,
  way,
  user,
}: ValuesProps & { readonly lines: readonly ValueLine[] }): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.values;
  return (
    <dl className="value-lines">
      {lines.map(({ title, values }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            {values.map(([what, value]) => (
              <Copyable key={what} text={value} what={what} />
            ))}
          </dd>
        </div>
      ))}
      <div>
        <dt>{w.way}</dt>
        <dd>{way === 'auth' ? w.wayAuth : w.wayPop}</dd>
      </div>
      <div>
        <dt>{w.password}</dt>
        <dd>
          <span className="soft">{w.passwordHint(user)}</span>
          <span className="no-print">
            <ButtonLink isSmall icon="key" place={`people/${encodeURIComponent(user)}`}>
              {w.newPassword}
            </ButtonLink>
          </span>
        </dd>
      </div>
    </dl>
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

/** Old programs and devices. A scanner that checks mail first never encrypts anyway. */
function PlainTick({ program, place, way }: ValuesProps): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.ways;
  if (!program.canBePlain || (program.group === 'scanner' && way === 'pop')) return null;
  return (
    <div className="no-print">
      <Tick
        label={
          <>
            {w.plain}
            <span className="soft plain-hint">{w.plainHint}</span>
          </>
        }
        isOn={place.isPlain}
        onToggle={(isOn) => go(placeWith(place, { isPlain: isOn }))}
      />
    </div>
  );
}

function valueLines(
  { server, user }: ValuesProps,
  { pop, smtp, usesPop }: Extract<Offered, { ok: true }>,
  w: Words['connect']['page']['values'],
): readonly ValueLine[] {
  const doorLine = (title: string, { port, tls }: Door): ValueLine => ({
    title,
    values: [
      [`${title}: ${w.port}`, String(port)],
      [`${title}: ${w.encryption}`, w.tls[tls]],
    ],
  });
  return [
    { title: w.server, values: [[w.server, server.server]] },
    ...(usesPop ? [doorLine(w.incoming, pop)] : []),
    doorLine(w.outgoing, smtp),
    { title: w.user, values: [[w.user, user]] },
  ];
}

/** A phone or a device is another computer, and so may a program be unless a person chose this address for it. */
const isOutOfReach = ({ server, place, program: { group } }: ValuesProps): boolean =>
  server.kind === 'this-pc' &&
  (place.server !== server.server || group === 'phone' || group === 'scanner');

/** A password goes over the line in the clear. */
const isPlain = ({ pop, smtp, usesPop }: Extract<Offered, { ok: true }>, way: Way): boolean =>
  (usesPop && pop.tls === 'none') || (way === 'auth' && smtp.tls === 'none');
