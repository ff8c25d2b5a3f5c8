/** Says a sentence to screen readers without moving the focus (WCAG 4.1.3). */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Context = createContext<(sentence: string) => void>(() => undefined);

export function AnnounceProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [sentence, setSentence] = useState('');
  const announce = useCallback((next: string) => {
    // The same sentence twice is read only if the text changes in between.
    setSentence((before) => (before === next ? `${next}\u00a0` : next));
  }, []);
  return (
    <Context value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {sentence}
      </div>
    </Context>
  );
}

export const useAnnounce = (): ((sentence: string) => void) => useContext(Context);
