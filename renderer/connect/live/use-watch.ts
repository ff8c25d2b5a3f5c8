/** Follows one person's mail program in the journal from the moment the page is opened. */
import { useEffect, useState } from 'react';
import type { JournalEntry } from '../../../main/contract/journal.ts';
import type { UserView } from '../../../main/contract/people.ts';
import { useLive, useEntries } from '../../link/use-live.ts';
import { nothingYet, watch, type Watch } from './watch.ts';
import { ownersFrom } from './whose.ts';

export function useWatch(person: string, users: readonly UserView[]): Watch {
  const windows = useLive('windows:list', {}, ['popauth', 'relay']).value;
  const [now, setNow] = useState<Watch>(() => nothingYet(ownersFrom(users, windows ?? [])));
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
  useEntries((entries: readonly JournalEntry[]) => {
    setNow((before) =>
      entries.reduce((state, entry) => watch(state, entry, { person, users }), before),
    );
  });
  return now;
}
