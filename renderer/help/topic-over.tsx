/** A topic over a dialog. Its text comes when it is asked for, as that of the whole help does. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { TopicDialogProps } from './topic-dialog.tsx';

const Shown = lazy(async () => ({ default: (await import('./topic-dialog.tsx')).TopicDialog }));

export function TopicOver(props: TopicDialogProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <Shown {...props} />
    </Suspense>
  );
}
