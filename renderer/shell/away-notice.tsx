/** Says that the relay does not answer, or has not yet; nothing while it does. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { useRelay } from '../link/relay-context.tsx';
import { useLive } from '../link/use-live.ts';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export const useFrameStatus = () => useLive('status:get', {}, ['queue', 'relay', 'tick']);

/** Why the relay gives no answer: it does not run, or it runs and hangs. Null while it answers. */
export function useSilence(): 'away' | 'silent' | null {
  // By its answers, not by what is pushed when it goes: the page may have been made after that.
  const code = useFrameStatus().error?.code;
  if (code === 'control.silent') return 'silent';
  return code === 'control.away' ? 'away' : null;
}

export function AwayNotice(): ReactNode {
  const { words } = useWords();
  const silence = useSilence();
  const { late } = useRelay();
  const isLate = useSyncExternalStore(late.onChange, late.isLate);
  const { relayAway, relayLate, relaySilent } = words.common;
  if (silence === null)
    return isLate ? <Notice tone="attention" isAlert title={relayLate} /> : null;
  return <Notice tone="error" isAlert title={silence === 'away' ? relayAway : relaySilent} />;
}
