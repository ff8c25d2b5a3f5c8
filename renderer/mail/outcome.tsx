/** Why an act on waiting mail failed, or did not do all that was asked for. */
import type { ReactNode } from 'react';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import type { QueueActions } from './use-queue-actions.ts';

export function Outcome({
  actions: { error, shortfall },
}: {
  readonly actions: Pick<QueueActions, 'error' | 'shortfall'>;
}): ReactNode {
  return (
    <>
      <ErrorNotice error={error} />
      {shortfall === '' ? null : <Notice tone="attention" title={shortfall} />}
    </>
  );
}
