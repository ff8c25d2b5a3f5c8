/** Over a heading: the way back to the page that this one belongs to. */
import type { ReactNode } from 'react';
import { hrefOf } from '../shell/route.ts';

export function BackLink({
  place,
  children,
}: {
  readonly place: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <a className="back-link no-print" href={hrefOf(place)}>
      <span aria-hidden="true">‹ </span>
      {children}
    </a>
  );
}
