/** A search that runs as one types. */
import type { ReactNode, Ref } from 'react';
import { Icon } from './icon.tsx';

/** What the relay takes as a text to look for: an e-mail address has no more characters. */
const longest = 320;

export function SearchField({
  label,
  value,
  onText,
  ref,
}: {
  /** Read by screen readers, and shown while the field is empty. */
  readonly label: string;
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}): ReactNode {
  return (
    <div className="search-field">
      <Icon name="search" size={16} />
      <input
        ref={ref}
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={longest}
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  );
}
