import type { WindowView } from '../../contract/people.ts';
import type { AddressKey } from '../net/address.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';

/** A sign-in over POP3, or an operator, that opens or renews a window. */
export interface Grant {
  readonly address: AddressKey;
  readonly user: string;
  readonly source: 'pop3' | 'operator';
}

/** `granted` and `renewed` open a window now; `unavailable` does once the store can be written again. */
export type GrantOutcome =
  'granted' | 'renewed' | 'trusted-network' | 'proxy' | 'switched-off' | 'unavailable';

/** When a window ended (epoch ms), and whether its time was over or it was closed before that. */
export interface WindowEnd {
  readonly at: number;
  readonly how: 'expired' | 'closed';
}

/** What the rule is told about an address: its open windows, or that nobody can know. */
export type WindowLookup =
  | {
      readonly state: 'known';
      readonly open: readonly WindowView[];
      /** Where none is open: how the last one ended, as far as it is remembered. */
      readonly lastEnd?: WindowEnd;
    }
  | { readonly state: 'unavailable' };

/**
 * The open windows. The answer comes from memory; the store stands behind it (pop-before-smtp rules:
 * one row per address and user, absolute expiry, decided at use).
 */
export interface Windows {
  /** False while the store cannot be read or written: then no window lets anybody send. */
  readonly isAvailable: boolean;
  /** Synchronous in its effect: visible to `openFor` when it returns, so that +OK can follow. */
  grant(grant: Grant): GrantOutcome;
  /** A POP3 session of this user ended; renews the window where it counts from the session's end. */
  sessionEnded(grant: Grant): void;
  openFor(address: AddressKey): WindowLookup;
  /** Counts one relayed message for the screens; never renews. */
  countRelayed(address: AddressKey): void;
  list(): readonly WindowView[];
  close(address: AddressKey, user?: string): number;
  clear(): number;
  revokeUser(user: string): number;
  /** Resolves when what was opened and closed is stored, or the store took nothing more. */
  stored(): Promise<void>;
  onChange(listener: () => void): Unsubscribe;
}
