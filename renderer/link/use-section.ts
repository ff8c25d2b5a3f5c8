/** One section of the settings: as it is now, and the way to change parts of it together. */
import { useCallback, useState } from 'react';
import type { Settings } from '../../main/contract/settings.ts';
import type { AppError } from '../../main/contract/result.ts';
import { inTurn } from './in-turn.ts';
import { useAsk } from './use-ask.ts';
import { useLive } from './use-live.ts';

type SectionName = {
  [K in keyof Settings]: Settings[K] extends object ? K : never;
}[keyof Settings];

export interface Section<K extends SectionName> {
  /** Null before the first answer. */
  readonly value: Settings[K] | null;
  /** Why it cannot be read; an error later keeps the value. */
  readonly unread: AppError | null;
  /** True when it is in force; else `error` says why, and nothing was changed. */
  readonly save: (part: Partial<Settings[K]>) => Promise<boolean>;
  /** While it is being saved, or waits until another part is. */
  readonly isBusy: boolean;
  readonly error: AppError | null;
  readonly clearError: () => void;
}

const areas = ['settings', 'trust', 'backup', 'relay'];

export function useSection<K extends SectionName>(path: K): Section<K> {
  const { value, error: unread } = useLive('settings:get', { path }, areas);
  const { ask, error, clearError } = useAsk();
  const [saves, setSaves] = useState(0);
  const save = useCallback(
    (part: Partial<Settings[K]>): Promise<boolean> => {
      setSaves((count) => count + 1);
      // Not while another part of it is being saved: each would write the other back as it was.
      return inTurn(path, async () => {
        // Asked anew: what somebody else changed meanwhile in this section must not be undone.
        const now = await ask('settings:get', { path });
        if (!now.ok) return false;
        const next = JSON.stringify({ ...(now.value as Settings[K]), ...part });
        return (await ask('settings:set', { path, value: next })).ok;
      }).finally(() => setSaves((count) => count - 1));
    },
    [ask, path],
  );
  return { value: value as Settings[K] | null, unread, save, isBusy: saves > 0, error, clearError };
}
