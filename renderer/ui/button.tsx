/** Buttons, and links that look like them. */
import type { ComponentProps, ReactNode } from 'react';
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

type ButtonProps = Looks & { readonly isBusy?: boolean } & ComponentProps<'button'>;

/**
 * While busy or disabled it keeps its place and its focus, and takes no click: the browser would take the focus
 * from a button that it disables itself.
 */
export function Button({
  look,
  icon,
  isSmall,
  isBusy,
  disabled = false,
  onClick,
  children,
  ...rest
}: ButtonProps): ReactNode {
  const isOff = isBusy === true || disabled;
  return (
    <button
      type="button"
      {...rest}
      className={className({ ...(look ? { look } : {}), ...(isSmall ? { isSmall } : {}) })}
      aria-busy={isBusy}
      aria-disabled={isOff || undefined}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
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
