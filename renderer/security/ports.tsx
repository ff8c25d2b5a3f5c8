/** The listeners with port and state; a taken port names who holds it, and one that not all reach for whom it is. */
import { useState, type ReactNode } from 'react';
import type { PortView } from '../../main/contract/status.ts';
import { isLoopback } from '../connect/offer/network-contains.ts';
import { isEverywhere } from '../connect/offer/reach.ts';
import { useSection } from '../link/use-section.ts';
import { Button } from '../ui/button.tsx';
import { StateMark, type Tone } from '../ui/state-mark.tsx';
import { Table } from '../ui/table.tsx';
import { useWords } from '../words/words-context.tsx';
import { ChangePort } from './change-port.tsx';

const tones: Readonly<Record<PortView['state'], Tone>> = {
  listening: 'good',
  taken: 'error',
  refused: 'error',
  failed: 'error',
  off: 'idle',
};

export function Ports({ ports }: { readonly ports: readonly PortView[] }): ReactNode {
  const { words } = useWords();
  const [changing, setChanging] = useState<PortView | null>(null);
  const w = words.security.ports;
  const { listeners } = words.states;
  return (
    <>
      <Table
        caption={w.title}
        rows={ports}
        keyOf={({ listener }) => listener}
        columns={[
          { id: 'what', title: w.what, cell: ({ listener }) => listeners[listener] },
          { id: 'port', title: w.port, isNumber: true, cell: ({ port }) => port },
          { id: 'state', title: w.state, cell: (port) => <State port={port} /> },
          {
            id: 'change',
            isAction: true,
            title: <span className="visually-hidden">{w.change}</span>,
            cell: (port) => (
              <Button look="plain" isSmall onClick={() => setChanging(port)}>
                {w.change}
                <span className="visually-hidden"> {listeners[port.listener]}</span>
              </Button>
            ),
          },
        ]}
      />
      {changing ? (
        <ChangePort listener={changing.listener} onClose={() => setChanging(null)} />
      ) : null}
    </>
  );
}

function State({ port: { listener, state, holder, detail } }: { readonly port: PortView }) {
  const { words, say } = useWords();
  return (
    <>
      <StateMark tone={state === 'listening' && detail !== null ? 'attention' : tones[state]}>
        {words.security.ports.states[state]}
      </StateMark>
      {holder === null && (detail === null || state === 'off') ? null : (
        <div className="soft">{say(holder ?? detail ?? '')}</div>
      )}
      {state === 'listening' ? <ReachedFrom listener={listener} /> : null}
    </>
  );
}

/** Nothing where all of the office reaches it: "ready" would be half of the truth elsewhere. */
function ReachedFrom({ listener }: Pick<PortView, 'listener'>): ReactNode {
  const { words } = useWords();
  const host = useSection('listeners').value?.[listener].host ?? '';
  const w = words.security.ports;
  if (isEverywhere(host)) return null;
  return <div className="soft">{isLoopback(host) ? w.onlyHere : w.onlyAt(host)}</div>;
}
