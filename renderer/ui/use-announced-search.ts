/** Tells screen readers what a search found, once it is answered; what comes later is not read out. */
import { useEffect, useRef } from 'react';
import { useAnnounce } from './announce.tsx';

export function useAnnouncedSearch({
  text,
  isAnswered,
  outcome,
}: {
  /** '' is no search. */
  readonly text: string;
  /** False while what is shown is not yet the answer to `text`. */
  readonly isAnswered: boolean;
  readonly outcome: string;
}): void {
  const announce = useAnnounce();
  const latest = useRef(outcome);
  useEffect(() => {
    latest.current = outcome;
  });
  useEffect(() => {
    if (text !== '' && isAnswered) announce(latest.current);
  }, [text, isAnswered, announce]);
}
