/** Says a sentence to screen readers without moving the focus (WCAG 4.1.3). */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Context = createContext<(sentence: string) => void>(() => undefined);
const Latest = createContext('');

/** A dialog that closes with the same click must be gone: while it stands, what is behind it is not read. */
const afterMs = 100;

export function AnnounceProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [sentence, setSentence] = useState('');
  const announce = useCallback((next: string) => {
    // The same sentence twice is read only if the text changes in between.
    const say = (before: string): string => (before === next ? `${next}\u00a0` : next);
    window.setTimeout(() => setSentence(say), afterMs);
  }, []);
  return (
    <Context value={announce}>
      <Latest value={sentence}>
        {children}
        <Announced />
      </Latest>
    </Context>
  );
}

export const useAnnounce = (): ((sentence: string) => void) => useContext(Context);

/** Where the sentences stand. Each dialog has one inside: of the page behind it nothing is read. */
export function Announced(): ReactNode {
  const sentence = useContext(Latest);
  // What was said before it stood here is not said again.
  const [before] = useState(sentence);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {sentence === before ? '' : sentence}
    </div>
  );
}
