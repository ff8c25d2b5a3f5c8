/** The journal as a list that grows at its top while it is followed, and stands still while it is not. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { AppError } from '../../main/contract/result.ts';
import { useRelay } from '../link/relay-context.tsx';
import { useEntries } from '../link/use-live.ts';
import { useWords } from '../words/words-context.tsx';
import { isKnown, isWanted, rowsOf, type JournalWish } from './journal-filter.ts';

/** An entry with a key of its own: several may happen in one millisecond. */
export interface JournalRow extends JournalEntry {
  readonly key: string;
}

export interface JournalList {
  /** Newest first; null before the first answer. */
  readonly rows: readonly JournalRow[] | null;
  /** What the rows were read for. */
  readonly text: string;
  /** As many as were asked for: there may be more. */
  readonly isCut: boolean;
  readonly error: AppError | null;
  /** The end is in sight. */
  readonly more: () => void;
}

/** Read at first, and when somebody scrolls on: as many as one answer holds. */
const firstRows = 500;
const mostRows = 10_000;
/** Between the last letter typed and the question. */
const settleMs = 250;

let lastKey = 0;
const rowOf = (entry: JournalEntry): JournalRow => ({ ...entry, key: `e${(lastKey += 1)}` });

type Listed = Omit<JournalList, 'more'>;

const unread: Listed = { rows: null, text: '', isCut: false, error: null };

/** `entries` are oldest first, as they happened. */
function withNew(list: Listed, entries: readonly JournalRow[]): Listed {
  const { rows } = list;
  if (rows === null) return list;
  const fresh = entries.filter((entry) => !isKnown(entry, rows)).reverse();
  return { ...list, rows: [...fresh, ...rows].slice(0, mostRows) };
}

export function useJournal(wish: JournalWish, isFollowed: boolean): JournalList {
  const { bridge } = useRelay();
  const { say } = useWords();
  const { list, add, readAgain, more } = useRead(wish);
  useEntries((entries) => {
    if (!isFollowed) return;
    // Some were left out on the way, or could not be read: the journal itself has them.
    if (list.error !== null || entries.some(({ event }) => event === 'journal.gap')) readAgain();
    const wanted = entries.filter((entry) => isWanted(entry, wish, say)).map(rowOf);
    if (wanted.length > 0) add(wanted);
  });
  // What came while it stood still is read when it is followed again; so is what came while the relay was away.
  useEffect(() => {
    if (!isFollowed) return undefined;
    readAgain();
    return bridge.onPush('window:relay', ({ state }) => {
      if (state === 'connected') readAgain();
    });
  }, [bridge, isFollowed, readAgain]);
  return { ...list, more };
}

/** What the journal holds of what is wished for, and the way to add to it what comes after. */
function useRead({ text, level }: JournalWish) {
  const { bridge } = useRelay();
  const { language } = useWords();
  const [list, setList] = useState(unread);
  const [limit, setLimit] = useState(firstRows);
  const [reading, setReading] = useState(0);
  const turn = useRef(0);
  /** What comes while the journal is being read: the answer may be without it. Null: it is not being read. */
  const meanwhile = useRef<JournalRow[] | null>(null);
  /** Asked for while an answer was on its way: in a flood each answer would be lost to the next question. */
  const isAgain = useRef(false);
  const readAgain = useCallback(() => {
    if (meanwhile.current === null) setReading((count) => count + 1);
    else isAgain.current = true;
  }, []);
  useEffect(() => {
    const mine = (turn.current += 1);
    const read = async (): Promise<void> => {
      const missed: JournalRow[] = [];
      meanwhile.current = missed;
      const wanted = text.trim() === '' ? {} : { text: text.trim(), language };
      const result = await bridge.request('journal:read', { limit, level, ...wanted });
      // A slow answer to an older question must not overwrite a newer one.
      if (mine !== turn.current) return;
      meanwhile.current = null;
      if (isAgain.current) setReading((count) => count + 1);
      isAgain.current = false;
      setList((before) => {
        if (!result.ok) return { ...before, error: result.error };
        const rows = rowsOf(result.value, before.rows ?? [], rowOf);
        const isCut = rows.length >= limit;
        return withNew({ rows, text: text.trim(), isCut, error: null }, missed);
      });
    };
    const timer = window.setTimeout(() => void read(), text === '' ? 0 : settleMs);
    return () => window.clearTimeout(timer);
  }, [bridge, text, level, limit, reading, language]);
  const add = (rows: readonly JournalRow[]): void => {
    meanwhile.current?.push(...rows);
    setList((before) => withNew(before, rows));
  };
  const count = list.rows?.length ?? 0;
  const more = useCallback(() => {
    if (count >= firstRows) setLimit(mostRows);
  }, [count]);
  return { list, add, readAgain, more };
}
