/** What a person can do with waiting mail; each act tells how many it was done to, and which were left alone. */
import { useState } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { useStatus } from '../link/office-facts.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useWords } from '../words/words-context.tsx';

export type QueueAct = 'retry' | 'hold' | 'release' | 'delete';

export interface QueueActions {
  /** To how many it was done; null where it failed. */
  readonly act: (act: QueueAct, ids: readonly string[]) => Promise<number | null>;
  /** One message as a file. */
  readonly save: (id: string) => Promise<void>;
  readonly isBusy: boolean;
  /** Why the last act failed. */
  readonly error: AppError | null;
  /** Why the last act did not do all that was asked for, to be shown; '' where it did. */
  readonly shortfall: string;
  /** Lets go of both. */
  readonly clear: () => void;
}

/** What the last act left undone. */
interface Undone {
  readonly act: QueueAct;
  /** So many were left alone. */
  readonly left: number;
  /** The rest is tried when a pause ends. */
  readonly isLater: boolean;
  /** What was saved is not what was taken in. */
  readonly isDamaged: boolean;
}

const nothing: Undone = { act: 'retry', left: 0, isLater: false, isDamaged: false };

const wordOf = { retry: 'tried', hold: 'held', release: 'released', delete: 'removed' } as const;

export function useQueueActions(): QueueActions {
  const { ask, clearError, ...asking } = useAsk();
  const { words, format } = useWords();
  const announce = useAnnounce();
  const route = useStatus().value?.route;
  const [undone, setUndone] = useState(nothing);
  const w = words.mail.actions;
  const isPaused = route?.state === 'paused' && route.by === 'operator';
  const shortfallOf = ({ act, left, isLater, isDamaged }: Undone): string =>
    sentences([
      isDamaged ? w.damaged(1, format.number(1)) : '',
      isLater && isPaused ? w.triedLater : '',
      left > 0 ? w.leftAlone[act](left, format.number(left)) : '',
    ]);
  const clear = (): void => {
    setUndone(nothing);
    clearError();
  };
  return {
    ...{ ...asking, clear },
    shortfall: shortfallOf(undone),
    async act(act, ids) {
      clear();
      const result = await ask(`queue:${act}`, { ids });
      if (!result.ok) return null;
      const { count } = result.value;
      const isLater = act === 'retry' && isPaused && count > 0;
      const rest = { act, left: ids.length - count, isLater, isDamaged: false };
      const done = count === 0 || isLater ? '' : w[wordOf[act]](count, format.number(count));
      announce(sentences([done, shortfallOf(rest)]));
      setUndone(rest);
      return count;
    },
    async save(id) {
      clear();
      const result = await ask('desktop:save-message', { id });
      if (!result.ok || !result.value) return;
      const { savedAs, isDamaged } = result.value;
      const rest = { ...nothing, isDamaged };
      announce(sentences([words.common.savedAs(savedAs), shortfallOf(rest)]));
      setUndone(rest);
    },
  };
}

/** Those that are said, one after the other. */
export const sentences = (all: readonly string[]): string =>
  all.filter((one) => one !== '').join(' ');
