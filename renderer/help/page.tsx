/** The built-in help. It comes with its texts and its search when it is first opened, not with the window. */
import { lazy, Suspense, type ReactNode } from 'react';
import { Loading } from '../ui/surface.tsx';

const HelpCenter = lazy(async () => ({
  default: (await import('./help-center.tsx')).HelpCenter,
}));

export function HelpPage(): ReactNode {
  return (
    <Suspense fallback={<Loading />}>
      <HelpCenter />
    </Suspense>
  );
}
