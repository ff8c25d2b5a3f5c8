/** A search that runs as one types. */
import type { ReactNode, Ref } from 'react';
import { Icon } from './icon.tsx';

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
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  );
}
