import type { SmtpListenerName, TrustedNetwork } from '../../contract/settings.ts';
import type { AddressKey } from '../net/address.ts';
import type { WindowLookup } from './windows.ts';

/** Everything that the rule of the house may look at. It decides from these facts alone. */
export interface RelayFacts {
  readonly peer: AddressKey;
  readonly listener: SmtpListenerName;
  readonly signIn:
    | { readonly state: 'none' }
    | { readonly state: 'user'; readonly user: string; readonly method: string }
    /** A sign-in failed in this session and none succeeded after it: never falls back to a window. */
    | {
        readonly state: 'failed';
        /** Where it was no wrong password: a block after many of them, or a fault of ours. */
        readonly why?: 'blocked' | 'unchecked';
      };
  readonly windows: WindowLookup;
  /** The narrowest trusted network that holds the peer, or null. */
  readonly trusted: TrustedNetwork | null;
  /** Messages that this trusted network sent in the last hour. */
  readonly trustedMessagesLastHour: number;
  /** MAIL FROM; '' is the null sender. */
  readonly sender: string;
  /** Users with an open window here who own the sender: strict mode wants one, and else they are named first. */
  readonly senderOwners: readonly string[];
  readonly recipient: { readonly address: string; readonly isLocal: boolean };
  readonly strictSender: boolean;
  readonly acceptOutsideMail: boolean;
  /** The peer is a configured proxy: windows and trust of its address count for nothing. */
  readonly isProxy: boolean;
  /** Passwords are taken on this line as it is: it is encrypted, or comes from where it need not be. Words only. */
  readonly takesPasswords: boolean;
  /** POP before SMTP is switched on: checking mail lets somebody send. Words only. */
  readonly opensWindows: boolean;
  readonly now: number;
}

/** By what right somebody may send. */
export type AllowReason =
  | { readonly kind: 'signed-in'; readonly user: string; readonly method: string }
  | { readonly kind: 'window'; readonly users: readonly string[]; readonly expiresAt: number }
  | { readonly kind: 'trusted'; readonly network: string }
  | { readonly kind: 'outside-mail' };

/** What was missing; times are epoch ms. */
export type RefuseReason =
  | { readonly kind: 'sign-in-failed' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'sign-in-unchecked' }
  | { readonly kind: 'no-window' }
  | { readonly kind: 'window-expired'; readonly expiredAt: number }
  | { readonly kind: 'window-closed'; readonly closedAt: number }
  | { readonly kind: 'store-unavailable' }
  | { readonly kind: 'proxy' }
  | {
      readonly kind: 'sender-not-owned';
      /** Where From is at fault: the first address of it that is not theirs; '' where it has none. */
      readonly author?: string;
    }
  | { readonly kind: 'trusted-sender'; readonly network: string }
  | { readonly kind: 'trusted-recipient'; readonly network: string }
  | { readonly kind: 'trusted-rate'; readonly network: string; readonly messagesPerHour: number };

/** The answer of the rule of the house, with its reason. */
export type RelayDecision =
  | { readonly verdict: 'allow'; readonly reason: AllowReason }
  | { readonly verdict: 'refuse'; readonly reason: RefuseReason };
