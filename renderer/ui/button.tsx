/** Buttons, and links that look like them. */
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { hrefOf } from '../shell/route.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonLook = 'secondary' | 'primary' | 'danger' | 'danger-solid' | 'plain';

const classes: Readonly<Record<ButtonLook, string>> = {
  secondary: '',
  primary: 'primary',
  danger: 'danger',
  'danger-solid': 'danger solid',
  plain: 'plain',
};

interface Looks {
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly isSmall?: boolean;
}

const className = ({ look = 'secondary', isSmall = false }: Looks): string =>
  `button ${classes[look]} ${isSmall ? 'small' : ''}`.trim();

type ButtonProps = Looks & {
  readonly isBusy?: boolean;
  /** Of clicks that follow each other fast each counts. */
  readonly takesEach?: boolean;
} & ComponentProps<'button'>;

/**
 * While busy or disabled it keeps its place and its focus, and takes no click: the browser would take the focus
 * from a button that it disables itself. A double click is one: its second half would fall on what the first has
 * made of the page, which nobody has seen yet.
 */
export function Button({
  look,
  icon,
  isSmall,
  isBusy,
  disabled = false,
  takesEach = false,
  onClick,
  children,
  ...rest
}: ButtonProps): ReactNode {
  const isOff = isBusy === true || disabled;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isOff || (event.detail > 1 && !takesEach)) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      className={className({ ...(look ? { look } : {}), ...(isSmall ? { isSmall } : {}) })}
      aria-busy={isBusy}
      aria-disabled={isOff || undefined}
      onClick={press}
    >
      {isBusy ? (
        <span className="spinner" aria-hidden="true" />
      ) : icon ? (
        <Icon name={icon} size={16} />
      ) : null}
      {children}
    </button>
  );
}

/** Leads to a place in the window. */
export function ButtonLink({
  place,
  label,
  children,
  ...looks
}: Looks & {
  readonly place: string;
  /** What it leads to, where the word on it does not say so by itself. */
  readonly label?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <a className={className(looks)} href={hrefOf(place)} aria-label={label}>
      {looks.icon ? <Icon name={looks.icon} size={16} /> : null}
      {children}
    </a>
  );
}
