/** What is looked for in the journal, as the page's address says: `diagnostics?text=joe&level=warning`. */
import { useEffect, useState } from 'react';
import { journalLevels } from '../../main/contract/journal.ts';
import { useNotedPlace } from '../shell/noted-places.ts';
import { useRoute, type Route } from '../shell/route.ts';
import type { JournalWish } from './journal-filter.ts';

/** The wish, and what changes it; who comes back to the page by the navigation finds it again. */
export function useJournalWish(): readonly [JournalWish, (change: Partial<JournalWish>) => void] {
  const { text, level } = wishIn(useRoute());
  const [wish, setWish] = useState<JournalWish>({ text, level });
  useEffect(() => setWish({ text, level }), [text, level]);
  useNotedPlace('diagnostics', placeOf(wish));
  return [wish, (change) => setWish((before) => ({ ...before, ...change }))];
}

const wishIn = ({ query }: Pick<Route, 'query'>): JournalWish => ({
  text: query.get('text') ?? '',
  level: journalLevels.find((one) => one === query.get('level')) ?? 'info',
});

function placeOf({ text, level }: JournalWish): string {
  const query = new URLSearchParams({
    ...(text === '' ? {} : { text }),
    ...(level === 'info' ? {} : { level }),
  });
  return query.size === 0 ? 'diagnostics' : `diagnostics?${query.toString()}`;
}
