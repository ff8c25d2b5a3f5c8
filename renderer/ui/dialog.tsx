/** Dialogs on the platform's own `<dialog>`: focus held inside, Escape closes, focus goes back after. */
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../words/words-context.tsx';
import { Button } from './button.tsx';

export function Dialog({
  title,
  isWide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isWide?: boolean;
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
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

/** Asks once before what cannot be undone, and names what is lost. */
export function Confirm({
  title,
  children,
  action,
  isBusy = false,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button does, as a verb: "Delete 3 messages". */
  readonly action: string;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <div>{children}</div>
      <div className="buttons end">
        <Button onClick={onClose} autoFocus>
          {/* What has begun is not undone by going. */}
          {isBusy ? words.common.close : words.common.cancel}
        </Button>
        <Button look="danger-solid" isBusy={isBusy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
