/** How grave an entry of the journal is, as shape and word. */
import type { ReactNode } from 'react';
import type { JournalEntry, JournalLevel } from '../../main/contract/journal.ts';
import { StateMark, type Tone } from '../ui/state-mark.tsx';
import { useWords } from '../words/words-context.tsx';

const tones: Readonly<Record<JournalLevel, Tone>> = {
  info: 'idle',
  notice: 'info',
  warning: 'attention',
  error: 'error',
};

export function Level({ entry }: { readonly entry: JournalEntry }): ReactNode {
  const { words } = useWords();
  return (
    <StateMark tone={tones[entry.level]}>
      {words.diagnostics.journal.levelNames[entry.level]}
    </StateMark>
  );
}
