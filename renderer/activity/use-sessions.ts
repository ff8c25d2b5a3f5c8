/** The connections, followed for as long as somebody looks. */
import { useEffect, useState } from 'react';
import { browserClock } from '../link/page-clock.ts';
import { useRelay } from '../link/relay-context.tsx';
import { followSessions, type Sessions, type ShownWords } from './follow-sessions.ts';

/** `shown` must stay the same function while its words do. */
export function useSessions(text: string, shown: ShownWords): Sessions {
  const { bridge } = useRelay();
  const [answer, setAnswer] = useState<Sessions>({
    ...{ sessions: null, all: [], text: '', error: null },
  });
  useEffect(() => {
    let isOver = false;
    void followSessions(bridge, text, {
      clock: browserClock,
      shown,
      isOver: () => isOver,
      tell: (next) => setAnswer((before) => ({ ...before, ...next })),
    });
    return () => {
      isOver = true;
    };
  }, [bridge, text, shown]);
  return answer;
}
