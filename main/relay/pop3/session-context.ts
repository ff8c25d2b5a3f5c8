import type { JournalWriter } from '../journal/journal.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { AddressKey } from '../net/address.ts';
import type { Windows } from '../popauth/windows.ts';
import type { SignIn } from '../users/users.ts';

/** What a session needs of the relay. */
export interface SessionParts {
  readonly signIn: Pick<SignIn, 'check'>;
  readonly windows: Pick<Windows, 'grant' | 'sessionEnded'>;
  readonly mailboxes: Pick<Mailboxes, 'open'>;
  readonly journal: JournalWriter;
}

/** The same, and what is known of the peer and what is offered to it. */
export interface SessionContext extends SessionParts {
  readonly peer: AddressKey;
  readonly hostname: string;
  /** Whether a password may come in the clear from this peer. */
  readonly allowsPlaintext: boolean;
  readonly apopOffered: boolean;
  readonly canStartTls: boolean;
  /** Commands before sign-in, in all. */
  readonly commandsBeforeSignIn: number;
}
