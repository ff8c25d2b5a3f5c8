/** Pause, resume, send now: the same acts wherever the window offers them. */
import type { AppError } from '../../main/contract/result.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useWords } from '../words/words-context.tsx';

export interface Sending {
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly sendNow: () => Promise<void>;
  readonly isBusy: boolean;
  readonly error: AppError | null;
}

export function useSending(): Sending {
  const { ask, isBusy, error } = useAsk();
  const { words, format } = useWords();
  const announce = useAnnounce();
  const w = words.overview;
  return {
    ...{ isBusy, error },
    async pause() {
      if ((await ask('queue:pause', {})).ok) announce(w.pausedNow);
    },
    async resume() {
      if ((await ask('queue:resume', {})).ok) announce(w.resumedNow);
    },
    async sendNow() {
      const result = await ask('queue:retry', {});
      if (!result.ok) return;
      const { count } = result.value;
      announce(w.sentNow(count, format.number(count)));
    },
  };
}
