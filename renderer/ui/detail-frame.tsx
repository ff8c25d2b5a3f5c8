/** The details of what stands open, beside the list or in its place. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { useWords } from '../words/words-context.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

export interface DetailProps {
  readonly id: string;
  /** It has the place of the list. */
  readonly isAlone: boolean;
  /** It was opened by the keyboard: the focus goes to its heading. */
  readonly wantsFocus: boolean;
  readonly onClose: () => void;
}

export function DetailFrame({
  title,
  detail,
  children,
}: {
  readonly title: ReactNode;
  readonly detail: DetailProps;
  readonly children: ReactNode;
}): ReactNode {
  const { words } = useWords();
  const { id, isAlone, wantsFocus, onClose } = detail;
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useKeptFocus<HTMLElement>();
  useEffect(() => {
    if (wantsFocus || isAlone) heading.current?.focus({ preventScroll: true });
  }, [id, wantsFocus, isAlone]);
  return (
    <section
      ref={box}
      className="card detail"
      aria-labelledby="detail-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        // A dialog on top has its own Escape.
        if (event.target instanceof Element && event.target.closest('dialog')) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        {isAlone ? (
          <Button look="plain" onClick={onClose}>
            ← {words.common.backToList}
          </Button>
        ) : null}
        <h2 id="detail-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {isAlone ? null : (
          <Button
            look="plain"
            isSmall
            icon="close"
            aria-label={words.common.close}
            onClick={onClose}
          />
        )}
      </header>
      {children}
    </section>
  );
}
