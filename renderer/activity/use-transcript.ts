/** What was said in one connection, asked again whenever the list says that there is more. */
import { useEffect } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import type { SessionTranscript } from '../../main/contract/sessions.ts';
import { useLive } from '../link/use-live.ts';

export interface Transcript {
  readonly transcript: SessionTranscript | null;
  readonly error: AppError | null;
}

/** No event tells of what is said; a relay that answers again may know what it could not tell before. */
const areas = ['relay'];

/** `version` changes with every line and at the end. */
export function useTranscript(id: number, version: string): Transcript {
  const { value, error, reload } = useLive('sessions:show', { id }, areas);
  useEffect(reload, [reload, version]);
  return { transcript: value, error };
}
