/** A card that stays closed until somebody wants it: what most people never need. */
import type { ReactNode } from 'react';
import { useKeptFocus } from './use-kept-focus.ts';

export function Fold({
  title,
  lead,
  isOpen = false,
  children,
}: {
  readonly title: string;
  /** What is inside, in a few words: seen while it is closed. */
  readonly lead: ReactNode;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const box = useKeptFocus<HTMLDetailsElement>();
  return (
    <details className="card fold" open={isOpen} ref={box}>
      <summary>
        <h3>{title}</h3>
        <span className="soft">{lead}</span>
      </summary>
      <div className="stack">{children}</div>
    </details>
  );
}
