/**
 * Where the wizard stands, kept on the disk with every change: the window may be closed, the program ended,
 * the help opened at any moment. What is typed waits a little, so that not every letter is a write.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesktop } from '../../shell/desktop-context.tsx';
import { changed, progressOf, restore, type Draft } from './draft.ts';
import { stepFrom, type StepName } from './steps.ts';

const settleMs = 300;

interface Progress {
  readonly page: StepName;
  readonly draft: Draft;
}

/** What became of a page that one leaves for the next. */
export type Left = 'done' | 'skipped';

export interface KeptProgress extends Progress {
  readonly change: (part: Partial<Draft>) => void;
  /** Leaves the page for the next one or the one before; `left` says whether it was done or left out. */
  readonly go: (by: number, left?: Left) => void;
  /** Forgets it all: the wizard is done. */
  readonly end: () => Promise<void>;
}

export function useProgress(): KeptProgress {
  const { preferences, prefer } = useDesktop();
  const [progress, setProgress] = useState<Progress>(() => restore(preferences.wizard));
  /** As it is, for changes that follow each other before the page is drawn again. */
  const latest = useRef(progress);
  /** What is not written yet; null: nothing. */
  const unwritten = useRef<Progress | null>(null);
  const latestPrefer = useRef(prefer);
  useEffect(() => {
    latestPrefer.current = prefer;
  });

  const write = useCallback(() => {
    const waiting = unwritten.current;
    unwritten.current = null;
    if (waiting !== null)
      void latestPrefer.current({ wizard: progressOf(waiting.page, waiting.draft) });
  }, []);
  useEffect(() => {
    if (unwritten.current === null) return undefined;
    const timer = window.setTimeout(write, settleMs);
    return () => window.clearTimeout(timer);
  }, [progress, write]);
  useEffect(() => {
    window.addEventListener('pagehide', write);
    document.addEventListener('visibilitychange', write);
    return () => {
      window.removeEventListener('pagehide', write);
      document.removeEventListener('visibilitychange', write);
      write();
    };
  }, [write]);

  const become = useCallback((next: (before: Progress) => Progress) => {
    latest.current = next(latest.current);
    unwritten.current = latest.current;
    setProgress(latest.current);
  }, []);
  return {
    ...progress,
    change: (part) => become(({ page, draft }) => ({ page, draft: changed(draft, part) })),
    go: (by, left = 'done') => become((before) => atStep(noted(before, by, left), by)),
    end: async () => {
      unwritten.current = null;
      await prefer({ wizard: null });
    },
  };
}

/** Who only looks back has done nothing with the page. */
function noted({ page, draft }: Progress, by: number, left: Left): Progress {
  if (by < 0) return { page, draft };
  const others = draft.skipped.filter((name) => name !== page);
  return { page, draft: { ...draft, skipped: left === 'done' ? others : [...others, page] } };
}

/** The live check counts from when the person went off to set a mail program up. */
function atStep({ page, draft }: Progress, by: number): Progress {
  const next = stepFrom(page, by);
  const begins = next === 'connect' && draft.liveSince === 0;
  return { page: next, draft: begins ? { ...draft, liveSince: Date.now() } : draft };
}
