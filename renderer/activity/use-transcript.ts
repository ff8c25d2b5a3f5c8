/** What was said in one connection, asked again whenever the list says that there is more. */
import { useEffect, useState } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import type { SessionTranscript } from '../../main/contract/sessions.ts';
import { useRelay } from '../link/relay-context.tsx';

export interface Transcript {
  readonly transcript: SessionTranscript | null;
  readonly error: AppError | null;
}

/** `version` changes with every line and at the end. */
export function useTranscript(id: number, version: string): Transcript {
  const { bridge } = useRelay();
  const [answer, setAnswer] = useState<Transcript>({ transcript: null, error: null });
  useEffect(() => {
    let isLatest = true;
    void bridge.request('sessions:show', { id }).then((result) => {
      if (!isLatest) return;
      setAnswer((before) =>
        result.ok
          ? { transcript: result.value, error: null }
          : { transcript: before.transcript, error: result.error },
      );
    });
    return () => {
      isLatest = false;
    };
  }, [bridge, id, version]);
  return answer;
}
