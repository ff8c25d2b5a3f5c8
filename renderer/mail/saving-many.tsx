/**
 * Saves many messages into one folder. Goes on whatever the person looks at meanwhile: who left the list and took
 * the half for the whole would delete what was not saved.
 */
import { createContext, useContext, useState, type ReactNode } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { useJob } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { useWords } from '../words/words-context.tsx';
import { sentences } from './use-queue-actions.ts';

export interface SavingMany {
  readonly save: (ids: readonly string[]) => Promise<void>;
  /** Null while nothing is being saved. */
  readonly saving: Saving | null;
  /** Why the last time broke off. */
  readonly error: AppError | null;
  /** Why the last time saved fewer than was asked for, or not as they were taken in; '' where it did not. */
  readonly shortfall: string;
  /** Lets go of both. */
  readonly clear: () => void;
}

export interface Saving {
  readonly count: number;
  readonly all: number;
  /** What was saved stays. */
  readonly cancel: () => void;
}

/** How many were not there any more, and how many of those that were saved are damaged. */
interface Short {
  readonly gone: number;
  readonly damaged: number;
}
const noneShort: Short = { gone: 0, damaged: 0 };

const Context = createContext<SavingMany | null>(null);

export function SavingProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { begin, cancel, wasCancelled, isBusy, error, clearError } = useJob();
  const { words, format } = useWords();
  const announce = useAnnounce();
  const [{ count, all }, setProgress] = useState({ count: 0, all: 0 });
  const [short, setShort] = useState(noneShort);
  const w = words.mail.actions;
  const shortfallOf = ({ gone, damaged }: Short): string =>
    sentences([
      gone > 0 ? w.leftAlone.save(gone, format.number(gone)) : '',
      damaged > 0 ? w.damaged(damaged, format.number(damaged)) : '',
    ]);
  const save = async (ids: readonly string[]): Promise<void> => {
    const note = (done: number): void => setProgress({ count: done, all: ids.length });
    note(0);
    setShort(noneShort);
    const result = await begin('desktop:save-messages', { ids }, ({ value }) =>
      note((value as { count: number }).count),
    );
    if (!result.ok || !result.value) return;
    const { count: done, damaged, folder } = result.value;
    // Not broken off: what was not saved was not there any more.
    const missing = { gone: wasCancelled() ? 0 : ids.length - done, damaged };
    announce(sentences([w.saved(done, format.number(done), folder), shortfallOf(missing)]));
    setShort(missing);
  };
  const clear = (): void => {
    setShort(noneShort);
    clearError();
  };
  const saving = isBusy ? { count, all, cancel } : null;
  return (
    <Context value={{ save, saving, error, shortfall: shortfallOf(short), clear }}>
      {children}
    </Context>
  );
}

export function useSavingMany(): SavingMany {
  const saving = useContext(Context);
  if (!saving) throw new Error('useSavingMany outside SavingProvider');
  return saving;
}
