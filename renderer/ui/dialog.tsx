/** Dialogs; the help that one links to opens over it, so that nothing that is typed in it is lost. */
import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { TopicOver } from '../help/topic-over.tsx';
import { placeOf, type HelpPlace } from '../help/topics.ts';
import { parseRoute } from '../shell/route.ts';
import { useWords } from '../words/words-context.tsx';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';

interface OpenDialog {
  readonly show: (topic: HelpPlace) => void;
  readonly close: () => void;
}

/** Each dialog that stands open, the uppermost last. */
const openDialogs: OpenDialog[] = [];

/** Shows a topic over the dialog that stands open; false where there is none. */
export function showOverDialog(topic: HelpPlace): boolean {
  const dialog = openDialogs.at(-1);
  dialog?.show(topic);
  return dialog !== undefined;
}

/** As Escape would: who asks for a page wants to see it, also where it is the one below. */
export function closeDialogs(): void {
  for (const { close } of openDialogs) close();
}

export function Dialog({
  children,
  ...frame
}: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const [topic, setTopic] = useState<HelpPlace | null>(null);
  const onClose = useRef(frame.onClose);
  useEffect(() => {
    onClose.current = frame.onClose;
  });
  useEffect(() => {
    const dialog: OpenDialog = { show: setTopic, close: () => onClose.current() };
    openDialogs.push(dialog);
    return () => void openDialogs.splice(openDialogs.indexOf(dialog), 1);
  }, []);
  // Of the links in a topic, too.
  const onClick = (event: MouseEvent): void => {
    const asked = topicOf(event.target);
    if (asked === null) return;
    event.preventDefault();
    setTopic(asked);
  };
  return (
    <DialogFrame {...frame} onClick={onClick}>
      {children}
      {topic === null ? null : <TopicOver place={topic} onClose={() => setTopic(null)} />}
    </DialogFrame>
  );
}

/** Where in the help a link leads that was clicked; null for every other click. */
function topicOf(target: EventTarget): HelpPlace | null {
  const link = target instanceof Element ? target.closest('a') : null;
  const { page, rest } = parseRoute(link?.getAttribute('href') ?? '');
  const [topic = '', heading = ''] = (rest[0] ?? '').split('#', 2);
  return page === 'help' ? placeOf(topic, heading) : null;
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
