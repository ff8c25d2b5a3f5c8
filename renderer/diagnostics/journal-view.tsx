/** The journal: search, level, follow; one entry opens below with all that it holds. */
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { journalLevels } from '../../main/contract/journal.ts';
import { Switch } from '../ui/choice.tsx';
import { InlineSelect } from '../ui/field.tsx';
import { allRows } from '../ui/row-source.ts';
import { SearchField } from '../ui/search-field.tsx';
import { MayBeOld, NotYet } from '../ui/not-yet.tsx';
import { Card, Empty } from '../ui/surface.tsx';
import { useAnnouncedSearch } from '../ui/use-announced-search.ts';
import { useKeptPlace } from '../ui/use-kept-place.ts';
import { VirtualTable, type WideColumn } from '../ui/virtual-table.tsx';
import { useWords, type Speech } from '../words/words-context.tsx';
import { JournalDetail, type Opened } from './journal-detail.tsx';
import { Level } from './journal-level.tsx';
import { useJournal, type JournalList, type JournalRow } from './use-journal.ts';
import { useJournalWish } from './use-journal-wish.ts';

export function JournalView(): ReactNode {
  const { words } = useWords();
  const [wish, change] = useJournalWish();
  const [isFollowed, setFollowed] = useState(true);
  const list = useJournal(wish, isFollowed);
  useAnnouncedFind(wish.text.trim(), list);
  const w = words.diagnostics.journal;
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <div className="list-tools">
        <SearchField label={w.search} value={wish.text} onText={(text) => change({ text })} />
        <InlineSelect
          label={w.level}
          value={wish.level}
          options={journalLevels.map((value) => ({ value, label: w.levels[value] }))}
          onPick={(level) => change({ level })}
        />
        <Switch label={w.follow} isOn={isFollowed} onToggle={setFollowed} />
      </div>
      {list.rows === null ? (
        <NotYet error={list.error} />
      ) : (
        <>
          <MayBeOld error={list.error} />
          {list.rows.length === 0 ? (
            <Empty>{w.none}</Empty>
          ) : (
            <Entries rows={list.rows} onEnd={list.more} />
          )}
        </>
      )}
    </Card>
  );
}

/** Tells screen readers how many entries a search found. */
function useAnnouncedFind(text: string, list: JournalList): void {
  const { words, format } = useWords();
  const w = words.diagnostics.journal;
  const count = list.rows?.length ?? 0;
  const found = list.isCut ? w.foundAtLeast : w.found;
  useAnnouncedSearch({
    text,
    isAnswered: list.rows !== null && list.error === null && list.text === text,
    outcome: count === 0 ? w.none : found(format.number(count)),
  });
}

/** So many rows before the end more are asked for. */
const nearEnd = 50;

const keyOf = ({ key }: JournalRow): string => key;

function Entries({
  rows,
  onEnd,
}: {
  readonly rows: readonly JournalRow[];
  readonly onEnd: () => void;
}): ReactNode {
  const speech = useWords();
  const [opened, setOpened] = useState<Opened<JournalRow> | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const source = useMemo(() => allRows(rows, keyOf), [rows]);
  const columns = useMemo(() => columnsIn(speech), [speech]);
  const place = useKeptPlace(source, keyOf);
  const close = (): void => {
    setOpened(null);
    list.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  };
  return (
    <>
      <div ref={list} className="journal-table">
        <VirtualTable
          caption={speech.words.diagnostics.journal.title}
          columns={columns}
          rows={source}
          keyOf={keyOf}
          openKey={opened?.entry.key ?? null}
          onOpen={(entry, by) => setOpened({ entry, by })}
          moved={place.moved}
          onSee={(first, last) => {
            place.onSee(first, last);
            if (last >= rows.length - nearEnd) onEnd();
          }}
        />
      </div>
      {opened === null ? null : <JournalDetail {...{ opened }} onClose={close} />}
    </>
  );
}

function columnsIn({ words, say, format }: Speech): readonly WideColumn<JournalRow>[] {
  const { columns: w } = words.diagnostics.journal;
  return [
    { id: 'time', title: w.time, width: '9.5rem', cell: ({ at }) => format.timeWithSeconds(at) },
    { id: 'level', title: w.level, width: '7rem', cell: (entry) => <Level entry={entry} /> },
    { id: 'text', title: w.text, width: 'minmax(13rem, 1fr)', cell: (entry) => say(entry.text) },
  ];
}
