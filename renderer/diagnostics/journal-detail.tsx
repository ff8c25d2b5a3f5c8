/** One entry of the journal with everything that it holds. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copyable.tsx';
import { Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { Level } from './journal-level.tsx';

export function JournalDetail({
  entry,
  onClose,
}: {
  readonly entry: JournalEntry;
  readonly onClose: () => void;
}): ReactNode {
  const { words, say, format } = useWords();
  const box = useRef<HTMLElement>(null);
  // It opens below the list, where the window may end.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [entry]);
  const w = words.diagnostics.journal;
  const { at, event, id, user, peer, text, data = {} } = entry;
  const facts = [
    [w.columns.time, format.dateTime(at)],
    [w.columns.level, <Level key="level" entry={entry} />],
    [w.fields.event, <code key="event">{event}</code>],
    ...(id === undefined ? [] : [[w.fields.id, id] as const]),
    ...(user === undefined ? [] : [[w.fields.user, user] as const]),
    ...(peer === undefined ? [] : [[w.fields.peer, peer] as const]),
    ...Object.entries(data).map(([key, value]) => [key, String(value)] as const),
  ] as const;
  return (
    <section ref={box} className="journal-detail stack" aria-label={w.entry}>
      <div className="row">
        <strong className="grow selectable">{say(text)}</strong>
        <CopyButton text={JSON.stringify(entry)} what={w.copy} />
        <Button look="plain" isSmall icon="close" aria-label={w.close} onClick={onClose}>
          {words.common.close}
        </Button>
      </div>
      <Facts facts={facts} />
    </section>
  );
}
