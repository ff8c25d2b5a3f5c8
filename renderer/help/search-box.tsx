/** The search field of the help. Down leads into what was found, Enter opens the best, Escape clears. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/words-context.tsx';
import { resultLinks } from './results.tsx';

export function SearchBox({
  wanted,
  onWanted,
}: {
  /** What the address of the window says. */
  readonly wanted: string;
  readonly onWanted: (wanted: string) => void;
}): ReactNode {
  const { words } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(wanted);
  // The address follows the typing a moment later: only what somebody else put there is taken over.
  const written = useRef(wanted);
  useEffect(() => {
    if (wanted === written.current) return;
    written.current = wanted;
    setText(wanted);
  }, [wanted]);
  useFindKey(input);

  const type = (next: string): void => {
    setText(next);
    written.current = next.trim() === '' ? '' : next;
    onWanted(written.current);
  };
  const onKey = (event: KeyboardEvent): void => {
    const [first] = resultLinks();
    if (event.key === 'ArrowDown') first?.focus();
    else if (event.key === 'Enter') first?.click();
    else if (event.key === 'Escape') type('');
    else return;
    event.preventDefault();
  };

  return (
    <div className="help-search no-print" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        className="input"
        aria-label={words.help.searchLabel}
        placeholder={words.help.searchHint}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKey}
      />
    </div>
  );
}

/** Ctrl+F, as in a browser. */
function useFindKey(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [input]);
}
