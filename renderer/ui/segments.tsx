/** A few forms of the same thing, one of them shown: buttons side by side, moved between with the arrow keys. */
import { useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
}

export function Segments<T extends string>({
  label,
  value,
  options,
  onPick,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Segment<T>[];
  readonly onPick: (value: T) => void;
}): ReactNode {
  const group = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={group}
      className="segments"
      role="radiogroup"
      aria-label={label}
      onKeyDown={(event) => {
        const next = neighbour(
          event,
          options.map((option) => option.value),
          value,
        );
        if (next === null) return;
        event.preventDefault();
        onPick(next);
        group.current?.querySelector<HTMLElement>(`[data-value="${next}"]`)?.focus();
      }}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          data-value={option.value}
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onPick(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** The value that an arrow, Home or End leads to from the present one; null for other keys. */
export function neighbour<T extends string>(
  { key }: Pick<KeyboardEvent, 'key'>,
  values: readonly T[],
  value: T,
): T | null {
  const at = values.indexOf(value);
  const places: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: values.length - 1,
  };
  const place = places[key];
  return place === undefined ? null : (values[(place + values.length) % values.length] ?? null);
}
