/**
 * What a new person needs: server, ports with their encryption, name, password. To copy, to print, to hand over.
 * The values are those that the set-up page of a program of today begins with.
 */
import type { ReactNode } from 'react';
import { modern } from '../connect/model/program.ts';
import type { Office } from '../connect/offer/office.ts';
import { offerAtLeastToSend, type Door } from '../connect/offer/offer.ts';
import { bestServer } from '../connect/offer/servers.ts';
import { useOffice } from '../connect/offer/use-office.ts';
import { OnlyHere } from '../connect/only-here.tsx';
import { useAsk } from '../link/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { Copyable, CopyButton } from '../ui/copyable.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';

export function AccessSlip({
  name,
  password,
}: {
  readonly name: string;
  readonly password: string;
}): ReactNode {
  const { words } = useWords();
  const { office, error: unread } = useOffice();
  const w = words.people;
  const lines: readonly Line[] = [
    ...(office === null ? [] : doorLines(office, words)),
    [w.name, name],
    [w.password, password],
  ];
  return (
    <section className="card slip" aria-label={w.slip(name)}>
      <h2>{w.slip(name)}</h2>
      <p className="soft no-print">{w.slipOnce}</p>
      <Facts
        facts={lines.map(([label, value, note]) => [
          label,
          <span key={label} className="row">
            <Copyable text={value} what={label} />
            {note === undefined ? null : <span className="soft">{note}</span>}
          </span>,
        ])}
      />
      {office !== null && bestServer(office).kind === 'this-pc' ? <OnlyHere /> : null}
      {/* Half of a slip would be handed over as a whole one. */}
      {office === null ? <NotYet error={unread} /> : <HandOver name={name} lines={lines} />}
    </section>
  );
}

/** To the clipboard or onto paper, as a whole. */
function HandOver(props: { readonly name: string; readonly lines: readonly Line[] }): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const { name, lines } = props;
  return (
    <>
      <div className="buttons no-print">
        <CopyButton text={lines.map(asText).join('\n')} what={words.people.slip(name)} />
        <Button icon="print" isSmall isBusy={isBusy} onClick={() => void ask('desktop:print', {})}>
          {words.common.print}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </>
  );
}

type Line = readonly [label: string, value: string, note?: string];

const asText = ([label, value, note]: Line): string =>
  `${label}: ${value}${note === undefined ? '' : ` (${note})`}`;

/** Ports are left out where a program of today could use none of them. */
function doorLines(office: Office, { people, connect }: Words): readonly Line[] {
  const { server } = bestServer(office);
  const offered = offerAtLeastToSend(office, { abilities: modern, way: 'auth', server });
  const { encryption, tls } = connect.page.values;
  const line = (label: string, door: Door): Line => [
    label,
    String(door.port),
    `${encryption}: ${tls[door.tls]}`,
  ];
  if (!offered.ok) return [[people.server, server]];
  return [
    [people.server, server],
    ...(offered.usesPop ? [line(people.incomingPort, offered.pop)] : []),
    line(people.outgoingPort, offered.smtp),
  ];
}
