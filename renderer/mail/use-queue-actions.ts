/** What a person can do with waiting mail; each act tells how many it was done to. */
import type { AppError } from '../../main/contract/result.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useWords } from '../words/words-context.tsx';

export type QueueAct = 'retry' | 'hold' | 'release' | 'delete';

export interface QueueActions {
  /** True when it was done. */
  readonly act: (act: QueueAct, ids: readonly string[]) => Promise<boolean>;
  readonly save: (ids: readonly string[]) => Promise<void>;
  readonly isBusy: boolean;
  readonly error: AppError | null;
}

const wordOf = { retry: 'tried', hold: 'held', release: 'released', delete: 'removed' } as const;

export function useQueueActions(): QueueActions {
  const { ask, isBusy, error } = useAsk();
  const { words } = useWords();
  const announce = useAnnounce();
  const w = words.mail.actions;
  return {
    ...{ isBusy, error },
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
      const result = await ask('desktop:save-messages', { ids });
      if (result.ok && result.value) announce(w.saved(result.value.count, result.value.folder));
    },
  };
}
