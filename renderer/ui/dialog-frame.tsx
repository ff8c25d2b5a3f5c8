/** The platform's own `<dialog>`: focus held inside, Escape closes, focus goes back after. */
import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { Announced } from './announce.tsx';

export function DialogFrame({
  title,
  isWide = false,
  onClick,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isWide?: boolean;
  /** Hears of each click inside. */
  readonly onClick?: (event: MouseEvent) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it still stands in the page: only then the focus goes back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${isWide ? 'wide' : ''}`.trim()}
      aria-labelledby={id}
      onClick={onClick}
      onCancel={(event) => {
        event.preventDefault();
        // Not to the dialog below this one.
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
      <Announced />
    </dialog>
  );
}
