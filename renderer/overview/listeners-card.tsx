/** The ports that programs connect to, and whether each is open. */
import type { ReactNode } from 'react';
import type { ListenerName } from '../../main/contract/settings.ts';
import { serviceIdOf, type ServiceView, type StatusView } from '../../main/contract/status.ts';
import { ButtonLink } from '../ui/button.tsx';
import { StateMark, type Tone } from '../ui/state-mark.tsx';
import { Card, Empty } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { useWords } from '../words/words-context.tsx';

const order: readonly ListenerName[] = ['pop3', 'pop3s', 'relay', 'submission', 'submissions'];

interface Listener extends ServiceView {
  readonly name: ListenerName;
}

const listenersOf = ({ services }: StatusView): readonly Listener[] =>
  order.flatMap((name) => {
    const service = services.find(({ id }) => id === serviceIdOf(name));
    return service ? [{ ...service, name }] : [];
  });

type Word = 'running' | 'starting' | 'stopped' | 'failed';

const shown: Readonly<Record<ServiceView['state'], readonly [Tone, Word]>> = {
  running: ['good', 'running'],
  degraded: ['attention', 'running'],
  starting: ['busy', 'starting'],
  stopping: ['idle', 'stopped'],
  stopped: ['idle', 'stopped'],
  failed: ['error', 'failed'],
};

export function ListenersCard({
  status,
  isKnown,
}: {
  readonly status: StatusView;
  readonly isKnown: boolean;
}): ReactNode {
  const { words } = useWords();
  const w = words.overview.listeners;
  const rows = listenersOf(status);
  return (
    <Card
      title={w.title}
      actions={
        <ButtonLink look="plain" isSmall place="security" label={`${w.change}: ${w.title}`}>
          {w.change}
        </ButtonLink>
      }
    >
      {rows.length === 0 ? (
        <Empty>{w.none}</Empty>
      ) : (
        <Table
          caption={w.title}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            { id: 'what', title: w.what, cell: ({ name }) => words.states.listeners[name] },
            { id: 'port', title: w.port, isNumber: true, cell: ({ port }) => port ?? '–' },
            {
              id: 'state',
              title: w.state,
              cell: (row) => <State state={isKnown ? row.state : null} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

/** Null is not known: what it was last may be long over. */
function State({ state }: { readonly state: ServiceView['state'] | null }): ReactNode {
  const { words } = useWords();
  if (state === null) return <StateMark tone="idle">{words.overview.unknown}</StateMark>;
  const [tone, word] = shown[state];
  return <StateMark tone={tone}>{words.overview.listeners[word]}</StateMark>;
}
