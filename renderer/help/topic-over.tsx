/** A topic over a dialog. Its text comes when it is asked for, as that of the whole help does. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { HelpPlace } from './topics.ts';

export interface TopicOverProps {
  readonly place: HelpPlace;
  readonly onClose: () => void;
}

const Shown = lazy(async () => ({ default: (await import('./topic-dialog.tsx')).TopicDialog }));

export function TopicOver(props: TopicOverProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <Shown {...props} />
    </Suspense>
  );
}
