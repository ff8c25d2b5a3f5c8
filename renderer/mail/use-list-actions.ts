/** What can be done with the chosen messages of a list: an act on all, and saving one or many. */
import { useEffect, useRef } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { useSavingMany, type Saving } from './saving-many.tsx';
import { sentences, useQueueActions, type QueueActions } from './use-queue-actions.ts';

export interface ListActions extends Omit<QueueActions, 'save'> {
  readonly save: (ids: readonly string[]) => Promise<void>;
  /** Null while no several are being saved. */
  readonly saving: Saving | null;
}

/** Why the last act failed, or what it left alone, is told until others are chosen, or another list is shown. */
export function useListActions(keys: ReadonlySet<string>, list: string): ListActions {
  const actions = useActions();
  const { clear } = actions;
  const before = useRef({ size: keys.size, list });
  useEffect(() => {
    // Not at first: saving may have ended while the list was not shown.
    if (keys.size > before.current.size || list !== before.current.list) clear();
    before.current = { size: keys.size, list };
  });
  return actions;
}

function useActions(): ListActions {
  const one = useQueueActions();
  const many = useSavingMany();
  const error: AppError | null = one.error ?? many.error;
  return {
    ...{ error, saving: many.saving, isBusy: one.isBusy || many.saving !== null },
    shortfall: sentences([one.shortfall, many.shortfall]),
    act(act, ids) {
      many.clear();
      return one.act(act, ids);
    },
    async save(ids) {
      const [only] = ids;
      one.clear();
      many.clear();
      if (ids.length > 1) await many.save(ids);
      else if (only !== undefined) await one.save(only);
    },
    clear() {
      one.clear();
      many.clear();
    },
  };
}
