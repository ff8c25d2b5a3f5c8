/** Who is shut out after wrong passwords, counting down; each can be let in again. */
import type { ReactNode } from 'react';
import type { BlockView } from '../../main/contract/people.ts';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card } from '../ui/surface.tsx';
import { Table, type Column } from '../ui/table.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words-context.tsx';

export function Blocks(): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, error } = useAsk();
  const areas = ['sign-in', 'blocks', 'pop3', 'smtp', 'users', 'tick'];
  const { value: answer, error: unread } = useLive('blocks:list', {}, areas);
  const all = answer ?? [];
  const now = useNow(1_000, all.length > 0);
  const blocks = all.filter(({ until }) => until > now);
  const w = words.security.blocks;
  const unblock = async (subject: string): Promise<void> => {
    if ((await ask('blocks:remove', { subject })).ok) announce(w.unblocked(subject));
  };
  return (
    <Card title={w.title}>
      <p className="soft">{w.hint}</p>
      {answer === null ? (
        <NotYet error={unread} />
      ) : blocks.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <Blocked {...{ blocks, now }} onUnblock={(subject) => void unblock(subject)} />
      )}
      <ErrorNotice error={error} />
    </Card>
  );
}

function Blocked({
  blocks,
  now,
  onUnblock,
}: {
  readonly blocks: readonly BlockView[];
  /** Epoch ms. */
  readonly now: number;
  readonly onUnblock: (subject: string) => void;
}): ReactNode {
  const { words, format } = useWords();
  const w = words.security.blocks;
  const columns: readonly Column<BlockView>[] = [
    { id: 'who', title: w.who, cell: ({ subject }) => <strong>{subject}</strong> },
    { id: 'kind', title: w.kind, cell: ({ kind }) => w.kinds[kind] },
    {
      ...{ id: 'by', title: w.by },
      cell: ({ kind, by }) => (by.length === 0 ? '–' : w.tried[kind](by.join(', '))),
    },
    { id: 'failures', title: w.failures, isNumber: true, cell: ({ failures }) => failures },
    {
      ...{ id: 'left', title: w.left, isNumber: true },
      cell: ({ until }) => format.countdown(until - now),
    },
    {
      ...{ id: 'unblock', isAction: true },
      title: <span className="visually-hidden">{w.unblock}</span>,
      cell: ({ subject }) => (
        <Button isSmall onClick={() => onUnblock(subject)}>
          {w.unblock}
          <span className="visually-hidden"> {subject}</span>
        </Button>
      ),
    },
  ];
  return (
    <Table
      caption={w.title}
      rows={blocks}
      keyOf={({ kind, subject }) => `${kind} ${subject}`}
      columns={columns}
    />
  );
}
