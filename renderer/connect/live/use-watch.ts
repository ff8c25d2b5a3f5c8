/** Follows one person's mail program in the journal from the moment the page is opened. */
import { useEffect, useRef, useState } from 'react';
import type { JournalEntry } from '../../../main/contract/journal.ts';
import type { UserView } from '../../../main/contract/people.ts';
import { JournalSince } from '../../link/journal-since.ts';
import { useRelay } from '../../link/relay-context.tsx';
import { useLive } from '../../link/use-live.ts';
import { nothingYet, readAnew, watch, type Watch } from './watch.ts';
import { ownersFrom } from './whose.ts';

export function useWatch(person: string, users: readonly UserView[]): Watch {
  const { bridge, live } = useRelay();
  const windows = useLive('windows:list', {}, ['popauth', 'relay']).value;
  const [now, setNow] = useState<Watch>(() => nothingYet(ownersFrom(users, windows ?? [])));
  const [since] = useState(() => Date.now());
  // Windows that were open already tell whose addresses are whose; what was seen since is newer.
  useEffect(() => {
    if (windows === null) return;
    setNow((before) => {
      const owners = new Map(ownersFrom(users, windows));
      for (const [address, names] of before.owners)
        owners.set(address, new Set([...(owners.get(address) ?? []), ...names]));
      return { ...before, owners };
    });
  }, [windows === null]);
  const who = useRef({ person, users });
  useEffect(() => {
    who.current = { person, users };
  });
  useEffect(() => {
    const after = (before: Watch, entries: readonly JournalEntry[]): Watch =>
      entries.reduce((state, entry) => watch(state, entry, who.current), before);
    return new JournalSince({
      ...{ bridge, live, since },
      onEntries: (entries) => setNow((before) => after(before, entries)),
      onRead: (entries) => setNow((before) => after(readAnew(before), entries)),
      // What was seen so far stays true.
      onFailed: () => undefined,
    }).begin();
  }, [bridge, live, since]);
  return now;
}
