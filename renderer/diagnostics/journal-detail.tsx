/** One entry of the journal with everything that it holds. The focus follows Enter and comes back at Escape. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copyable.tsx';
import { Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { Level } from './journal-level.tsx';

/** What stands open, and what opened it. */
export interface Opened<E extends JournalEntry> {
  readonly entry: E;
  readonly by: 'enter' | 'click';
}

export function JournalDetail({
  opened,
  onClose,
}: {
  /** Another one each time that a person opens it. */
  readonly opened: Opened<JournalEntry>;
  readonly onClose: () => void;
}): ReactNode {
  const { words, say } = useWords();
  const box = useRef<HTMLElement>(null);
  const text = useId();
  useEffect(() => {
    // It opens below the list, where the window may end.
    box.current?.scrollIntoView({ block: 'nearest' });
    if (opened.by === 'enter') box.current?.focus({ preventScroll: true });
  }, [opened]);
  const { entry } = opened;
  const w = words.diagnostics.journal;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    <section
      ref={box}
      className="journal-detail stack"
      aria-label={w.entry}
      aria-describedby={text}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="row">
        <strong id={text} className="grow selectable">
          {say(entry.text)}
        </strong>
        <CopyButton text={JSON.stringify(entry)} what={w.copy} />
        <Button look="plain" isSmall icon="close" aria-label={w.close} onClick={onClose}>
          {words.common.close}
        </Button>
      </div>
      <EntryFacts entry={entry} />
    </section>
  );
}

function EntryFacts({ entry }: { readonly entry: JournalEntry }): ReactNode {
  const { words, format } = useWords();
  const w = words.diagnostics.journal;
  const { at, event, id, user, peer, data = {} } = entry;
  const facts = [
    [w.columns.time, format.dateTime(at)],
    [w.columns.level, <Level key="level" entry={entry} />],
    [w.fields.event, <code key="event">{event}</code>],
    ...(id === undefined ? [] : [[w.fields.id, id] as const]),
    ...(user === undefined ? [] : [[w.fields.user, user] as const]),
    ...(peer === undefined ? [] : [[w.fields.peer, peer] as const]),
    ...Object.entries(data).map(([key, value]) => [key, String(value)] as const),
  ] as const;
  return <Facts facts={facts} />;
}
