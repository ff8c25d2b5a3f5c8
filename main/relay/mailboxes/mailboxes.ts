import type { Readable } from 'node:stream';

/** A whole message on its way into a mailbox: CRLF lines, as it goes on the wire, not dot-stuffed. */
export interface MessageSource {
  readonly sizeBytes: number;
  /** Whole when small, else a stream that is read once. */
  readonly body: Buffer | Readable;
}

/** One message as POP3 tells of it. */
export interface MaildropMessage {
  /** Octets as RETR sends them (CRLF, before dot-stuffing). */
  readonly sizeBytes: number;
  /** RFC 1939 §7 UIDL: 1 to 70 characters 0x21-0x7E, stable, never reused. */
  readonly uid: string;
}

/** A message that could not be removed. */
export interface Unremoved {
  readonly index: number;
  /** The system's code (EBUSY), or what it said. */
  readonly code: string;
}

/** One POP3 session's exclusive view: numbers stay fixed, nothing is deleted before `commit`. */
export interface Maildrop {
  readonly messages: readonly MaildropMessage[];
  /**
   * Content of message `index` (0-based): at once when it is at hand, whole when small, else a stream. Rejects when it
   * is gone.
   */
  read(index: number): Buffer | Promise<Buffer | Readable>;
  /** Removes these, for good when it resolves; resolves to those that could not be removed. */
  commit(deleted: ReadonlySet<number>): Promise<readonly Unremoved[]>;
  /** Frees the lock; true when somebody who waited for it has it now. Safe to call twice. */
  release(): boolean;
}

/** Whether the mailbox could be locked and read; `temporary` becomes SYS/TEMP or SYS/PERM (RFC 3206). */
export type OpenOutcome =
  | { readonly outcome: 'open'; readonly maildrop: Maildrop }
  | { readonly outcome: 'in-use' }
  | {
      readonly outcome: 'failed';
      readonly temporary: boolean;
      /** The system's code (EACCES), or what it said. */
      readonly code: string;
    };

/** Whose session it is that has a mailbox open, or asks for it. */
export interface MailboxHolder {
  readonly peer: string;
  /**
   * The same user asks for the mailbox from the same address: a session whose client is there no more frees it now, and
   * deletes nothing.
   */
  giveWay(): void;
}

/** One Maildir per user under `mailboxes/USER/{tmp,new,cur}`. */
export interface Mailboxes {
  /** Without a holder, nobody gives way, and whoever has it keeps it. */
  open(user: string, holder?: MailboxHolder): Promise<OpenOutcome>;
  /** Durable when it resolves: file and folder are flushed. `key` makes a repeated delivery harmless. */
  deliver(user: string, message: MessageSource, key: string): Promise<void>;
  /** How much lies in the user's mailbox; the size is what the mail programs would fetch. */
  measure(user: string): Promise<{ readonly messages: number; readonly sizeBytes: number }>;
  /**
   * Deletes the user's mailbox with its mail, after deliveries under way; who waits to open it is turned away. Rejects
   * where the system refuses.
   */
  remove(user: string): Promise<void>;
}
