/** Tabs over one panel: the arrow keys move between them, the chosen one is shown at once (WAI-ARIA tabs). */
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { neighbour } from './segments.tsx';

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly tabs: readonly Tab<T>[];
  readonly onPick: (value: T) => void;
  /** The panel of the chosen tab. */
  readonly children: ReactNode;
}

export function Tabs<T extends string>({ children, ...list }: TabsProps<T>): ReactNode {
  const id = useId();
  return (
    <>
      <TabList {...list} id={id} />
      <div
        id={`${id}-panel`}
        className="tab-panel"
        role="tabpanel"
        aria-labelledby={`${id}-${list.value}`}
      >
        {children}
      </div>
    </>
  );
}

function TabList<T extends string>(
  props: Omit<TabsProps<T>, 'children'> & { readonly id: string },
): ReactNode {
  const { label, value, tabs, onPick, id } = props;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = neighbour(
      event,
      tabs.map((tab) => tab.value),
      value,
    );
    if (next === null || event.key === 'ArrowUp' || event.key === 'ArrowDown') return;
    event.preventDefault();
    onPick(next);
    list.current?.querySelector<HTMLElement>(`[data-value="${next}"]`)?.focus();
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          id={`${id}-${tab.value}`}
          type="button"
          role="tab"
          data-value={tab.value}
          aria-selected={tab.value === value}
          aria-controls={`${id}-panel`}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onPick(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
