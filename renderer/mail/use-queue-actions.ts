/** What a person can do with waiting mail; each act tells how many it was done to, and which were left alone. */
import { useState } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { useStatus } from '../link/office-facts.ts';
import { useAsk } from '../link/use-ask.ts';
import { useJob } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useWords } from '../words/words-context.tsx';

export type QueueAct = 'retry' | 'hold' | 'release' | 'delete';

export interface QueueActions {
  /** To how many it was done; null where it failed. */
  readonly act: (act: QueueAct, ids: readonly string[]) => Promise<number | null>;
  readonly save: (ids: readonly string[]) => Promise<void>;
  /** Null while no several are being saved. */
  readonly saving: Saving | null;
  readonly isBusy: boolean;
  /** Why the last act failed. */
  readonly error: AppError | null;
  /** Why the last act did not do all that was asked for, to be shown; '' where it did. */
  readonly shortfall: string;
  /** Lets go of both. */
  readonly clear: () => void;
}

export interface Saving {
  readonly count: number;
  readonly all: number;
  /** What was saved stays. */
  readonly cancel: () => void;
}

/** What the last act left undone. */
interface Undone {
  readonly act: QueueAct | 'save';
  /** So many were left alone. */
  readonly left: number;
  /** The rest is tried when a pause ends. */
  readonly isLater: boolean;
}

const nothing: Undone = { act: 'retry', left: 0, isLater: false };

const wordOf = { retry: 'tried', hold: 'held', release: 'released', delete: 'removed' } as const;

export function useQueueActions(): QueueActions {
  const { ask, clearError, ...asking } = useAsk();
  const { words, format } = useWords();
  const announce = useAnnounce();
  const route = useStatus().value?.route;
  const [undone, setUndone] = useState(nothing);
  const { isSavingMany, saveMany, saving, ...several } = useSaving();
  const w = words.mail.actions;
  const isPaused = route?.state === 'paused' && route.by === 'operator';
  const shortfallOf = ({ act, left, isLater }: Undone): string =>
    sentences([
      isLater && isPaused ? w.triedLater : '',
      left > 0 ? w.leftAlone[act](left, format.number(left)) : '',
    ]);
  const tellSaved = (asked: number, saved: Saved | null): void => {
    if (saved === null) return;
    const { count, folder, isWhole } = saved;
    const rest = { ...nothing, act: 'save', left: isWhole ? asked - count : 0 } as const;
    announce(sentences([w.saved(count, format.number(count), folder), shortfallOf(rest)]));
    setUndone(rest);
  };
  const clear = (): void => {
    setUndone(nothing);
    clearError();
    several.clearError();
  };
  return {
    ...{ saving, clear },
    shortfall: shortfallOf(undone),
    isBusy: asking.isBusy || isSavingMany,
    error: asking.error ?? several.error,
    async act(act, ids) {
      clear();
      const result = await ask(`queue:${act}`, { ids });
      if (!result.ok) return null;
      const { count } = result.value;
      const isLater = act === 'retry' && isPaused && count > 0;
      const rest = { act, left: ids.length - count, isLater };
      const done = count === 0 || isLater ? '' : w[wordOf[act]](count, format.number(count));
      announce(sentences([done, shortfallOf(rest)]));
      setUndone(rest);
      return count;
    },
    async save(ids) {
      const [only] = ids;
      if (only === undefined) return;
      clear();
      if (ids.length > 1) {
        tellSaved(ids.length, await saveMany(ids));
        return;
      }
      const result = await ask('desktop:save-message', { id: only });
      if (result.ok && result.value) announce(words.common.savedAs(result.value.savedAs));
    },
  };
}

const sentences = (all: readonly string[]): string => all.filter((one) => one !== '').join(' ');

interface Saved {
  readonly count: number;
  readonly folder: string;
  /** Not broken off: what was not saved was not there any more. */
  readonly isWhole: boolean;
}

/** Several into one folder, one by one; null where nobody chose one, or it failed. */
function useSaving() {
  const { begin, cancel, wasCancelled, isBusy, error, clearError } = useJob();
  const [{ count, all }, setProgress] = useState({ count: 0, all: 0 });
  const saveMany = async (ids: readonly string[]): Promise<Saved | null> => {
    const progressOf = (done: number) => ({ count: done, all: ids.length });
    setProgress(progressOf(0));
    const result = await begin('desktop:save-messages', { ids }, ({ value }) =>
      setProgress(progressOf((value as { count: number }).count)),
    );
    return result.ok && result.value ? { ...result.value, isWhole: !wasCancelled() } : null;
  };
  const saving = isBusy ? { count, all, cancel } : null;
  return { saveMany, error, clearError, isSavingMany: isBusy, saving };
}
