/**
 * Where a page was left, with what was typed into its search: the navigation leads back there. Every other link
 * shows what it names.
 */
import { useEffect } from 'react';
import type { PageName } from './page-names.ts';

const places = new Map<PageName, string>();

/** `place` is what the navigation leads back to after the person has left the page. */
export function useNotedPlace(page: PageName, place: string): void {
  useEffect(() => {
    places.set(page, place);
  }, [page, place]);
}

export const notedPlace = (page: PageName): string => places.get(page) ?? page;
