/** Says that the relay does not answer; nothing while it does. */
import type { ReactNode } from 'react';
import { useLive } from '../link/use-live.ts';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export const useFrameStatus = () => useLive('status:get', {}, ['queue', 'relay', 'tick']);

/** By its answers, not by what is pushed when it goes: the page may have been made after that. */
export const useIsAway = (): boolean => useFrameStatus().error?.code === 'control.away';

export function AwayNotice(): ReactNode {
  const { words } = useWords();
  return useIsAway() ? <Notice tone="error" isAlert title={words.common.relayAway} /> : null;
}
