/**
 * Connections as they come and go. The relay tells what is new when there is something; while nobody sees the
 * window it is not asked.
 */
import { useEffect, useState } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import type { SessionView } from '../../main/contract/sessions.ts';
import type { Bridge } from '../link/bridge.ts';
import { browserClock } from '../link/page-clock.ts';
import { useRelay } from '../link/relay-context.tsx';

export interface Sessions {
  /** Null before the first answer. */
  readonly sessions: readonly SessionView[] | null;
  readonly error: AppError | null;
}

/** Until a relay that went away is asked again. */
const retryMs = 1_000;

export function useSessions(text: string): Sessions {
  const { bridge } = useRelay();
  const [answer, setAnswer] = useState<Sessions>({ sessions: null, error: null });
  useEffect(() => {
    let isOver = false;
    void follow(bridge, text, {
      isOver: () => isOver,
      tell: (next) =>
        setAnswer((before) => ({ sessions: next.sessions ?? before.sessions, error: next.error })),
    });
    return () => {
      isOver = true;
    };
  }, [bridge, text]);
  return answer;
}

async function follow(
  bridge: Bridge,
  text: string,
  { isOver, tell }: { readonly isOver: () => boolean; readonly tell: (answer: Sessions) => void },
): Promise<void> {
  let after: number | undefined;
  while (!isOver()) {
    const result = await bridge.request('sessions:list', { text, after });
    if (isOver()) return;
    if (result.ok) {
      tell({ sessions: result.value.sessions, error: null });
      after = result.value.revision;
    } else {
      tell({ sessions: null, error: result.error });
      after = undefined;
      await new Promise<void>((resolve) => browserClock.after(retryMs, resolve));
    }
    while (!browserClock.isSeen() && !isOver())
      await new Promise<void>((resolve) => browserClock.after(retryMs, resolve));
  }
}
