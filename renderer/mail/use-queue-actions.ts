/** What a person can do with waiting mail; each act tells how many it was done to. */
import { useState } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { useAsk } from '../link/use-ask.ts';
import { useJob } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useWords } from '../words/words-context.tsx';

export type QueueAct = 'retry' | 'hold' | 'release' | 'delete';

export interface QueueActions {
  /** True when it was done. */
  readonly act: (act: QueueAct, ids: readonly string[]) => Promise<boolean>;
  readonly save: (ids: readonly string[]) => Promise<void>;
  /** How many of several are saved so far; null while none are being saved. */
  readonly saving: Saving | null;
  readonly isBusy: boolean;
  readonly error: AppError | null;
}

export interface Saving {
  readonly count: number;
  /** What was saved stays. */
  readonly cancel: () => void;
}

const wordOf = { retry: 'tried', hold: 'held', release: 'released', delete: 'removed' } as const;

export function useQueueActions(): QueueActions {
  const { ask, ...asking } = useAsk();
  const job = useJob();
  const [count, setCount] = useState(0);
  const { words } = useWords();
  const announce = useAnnounce();
  const w = words.mail.actions;
  return {
    isBusy: asking.isBusy || job.isBusy,
    error: asking.error ?? job.error,
    saving: job.isBusy ? { count, cancel: job.cancel } : null,
    async act(act, ids) {
      const result = await ask(`queue:${act}`, { ids });
      if (!result.ok) return false;
      const { count } = result.value;
      const others = ids.length - count;
      announce([w[wordOf[act]](count), others > 0 ? w.others(others) : ''].join(' '));
      return true;
    },
    async save(ids) {
      const [only] = ids;
      if (only === undefined) return;
      if (ids.length === 1) {
        const result = await ask('desktop:save-message', { id: only });
        if (result.ok && result.value) announce(words.common.savedAs(result.value.savedAs));
        return;
      }
      setCount(0);
      const result = await job.begin('desktop:save-messages', { ids }, ({ value }) =>
        setCount((value as { count: number }).count),
      );
      if (result.ok && result.value) announce(w.saved(result.value.count, result.value.folder));
    },
  };
}
