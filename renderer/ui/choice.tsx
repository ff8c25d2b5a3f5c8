/** Switches, ticks and cards to choose from. */
import { useId, useState, type ReactNode } from 'react';
import { useBelief } from './use-belief.ts';

interface ToggleProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
  readonly disabled?: boolean;
}

type SwitchProps = Omit<ToggleProps, 'onToggle'> & {
  /** What takes a while gives a promise. */
  readonly onToggle: (isOn: boolean) => unknown;
};

/**
 * In force at once, unlike a tick that waits for Save. Moves at the click, and stays there if `isOn` follows once it is
 * done; what was refused goes back.
 */
export function Switch({ label, hint, isOn, onToggle, disabled }: SwitchProps): ReactNode {
  const id = useId();
  const [asking, setAsking] = useState(0);
  const [wanted, setWanted] = useBelief<boolean>(isOn, asking > 0);
  const toggle = async (next: boolean): Promise<void> => {
    setWanted(next);
    setAsking((count) => count + 1);
    try {
      await onToggle(next);
    } finally {
      setAsking((count) => count - 1);
    }
  };
  return (
    <div className="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={wanted ?? isOn}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => void toggle(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** One of the things that a form holds; in force when the form is saved. */
export function Tick({ label, hint, isOn, onToggle, disabled }: ToggleProps): ReactNode {
  const id = useId();
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <div className="hint" id={`${id}-hint`}>
            {hint}
          </div>
        ) : null}
      </div>
    </div>
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly title: ReactNode;
  readonly hint?: ReactNode;
}

/** One of several, each explained. */
export function Choices<T extends string>({
  legend,
  value,
  choices,
  onPick,
}: {
  readonly legend: string;
  readonly value: T | null;
  readonly choices: readonly Choice<T>[];
  readonly onPick: (value: T) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={name}
            checked={value === choice.value}
            onChange={() => onPick(choice.value)}
          />
          <span className="choice-title">{choice.title}</span>
          {choice.hint ? <span className="hint">{choice.hint}</span> : null}
        </label>
      ))}
    </fieldset>
  );
}
