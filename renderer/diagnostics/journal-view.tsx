/** The journal: search, level, follow; one entry opens below with all that it holds. */
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { journalLevels, type JournalLevel } from '../../main/contract/journal.ts';
import { Switch } from '../ui/choice.tsx';
import { InlineSelect } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { allRows } from '../ui/row-source.ts';
import { SearchField } from '../ui/search-field.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Empty } from '../ui/surface.tsx';
import { VirtualTable, type WideColumn } from '../ui/virtual-table.tsx';
import { useWords, type Speech } from '../words/words-context.tsx';
import { JournalDetail } from './journal-detail.tsx';
import { Level } from './journal-level.tsx';
import { useJournal, type JournalRow } from './use-journal.ts';

export function JournalView(): ReactNode {
  const { words } = useWords();
  const [text, setText] = useState('');
  const [level, setLevel] = useState<JournalLevel>('info');
  const [isFollowed, setFollowed] = useState(true);
  const list = useJournal({ text, level }, isFollowed);
  const w = words.diagnostics.journal;
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <div className="list-tools">
        <SearchField label={w.search} value={text} onText={setText} />
        <InlineSelect
          label={w.level}
          value={level}
          options={journalLevels.map((value) => ({ value, label: w.levels[value] }))}
          onPick={setLevel}
        />
        <Switch label={w.follow} isOn={isFollowed} onToggle={setFollowed} />
      </div>
      {list.rows === null ? null : <ErrorNotice error={list.error} />}
      {list.rows === null ? (
        <NotYet error={list.error} />
      ) : list.rows.length === 0 ? (
        <Empty>{w.none}</Empty>
      ) : (
        <Entries rows={list.rows} added={list.added} onEnd={list.more} />
      )}
    </Card>
  );
}

/** So many rows before the end more are asked for. */
const nearEnd = 50;

const keyOf = ({ key }: JournalRow): string => key;

function Entries({
  rows,
  added,
  onEnd,
}: {
  readonly rows: readonly JournalRow[];
  readonly added: number;
  readonly onEnd: () => void;
}): ReactNode {
  const speech = useWords();
  const [open, setOpen] = useState<JournalRow | null>(null);
  const source = useMemo(() => allRows(rows, keyOf), [rows]);
  const columns = useMemo(() => columnsIn(speech), [speech]);
  const moved = useMoved(added);
  return (
    <>
      <div className="journal-table">
        <VirtualTable
          caption={speech.words.diagnostics.journal.title}
          columns={columns}
          rows={source}
          keyOf={keyOf}
          openKey={open?.key ?? null}
          onOpen={setOpen}
          moved={moved.rows}
          onSee={(first, last) => {
            moved.see(first);
            if (last >= rows.length - nearEnd) onEnd();
          }}
        />
      </div>
      {open === null ? null : <JournalDetail entry={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** At the top one follows what is new; further down the rows in sight stay where they are. */
function useMoved(added: number): {
  readonly rows: number;
  readonly see: (first: number) => void;
} {
  const first = useRef(0);
  const [state, setState] = useState({ added, rows: 0 });
  if (added !== state.added) {
    const by = first.current > 0 ? Math.max(0, added - state.added) : 0;
    setState({ added, rows: state.rows + by });
  }
  const see = (index: number): void => {
    first.current = index;
  };
  return { rows: state.rows, see };
}

function columnsIn({ words, say, format }: Speech): readonly WideColumn<JournalRow>[] {
  const { columns: w } = words.diagnostics.journal;
  return [
    { id: 'time', title: w.time, width: '9.5rem', cell: ({ at }) => format.timeWithSeconds(at) },
    { id: 'level', title: w.level, width: '7rem', cell: (entry) => <Level entry={entry} /> },
    { id: 'text', title: w.text, width: 'minmax(16rem, 1fr)', cell: (entry) => say(entry.text) },
  ];
}
