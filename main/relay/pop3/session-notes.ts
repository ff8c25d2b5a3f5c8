/** What a POP3 session writes into the journal, in the journal's words. */
import type { JournalInput } from '../journal/journal.ts';
import type { Unremoved } from '../mailboxes/mailboxes.ts';
import type { SessionContext } from './session-context.ts';
import type { Transaction } from './transaction.ts';

type Place = Pick<SessionContext, 'journal' | 'peer'>;

/** A password would have come in the clear from where that is not allowed. */
export function noteUnencrypted(place: Place): void {
  const text = `A program at ${place.peer} wanted to sign in without encryption, which is not allowed from there.`;
  note(place, null, { event: 'pop3.needs-encryption', level: 'notice', text });
}

/** QUIT could not delete all that was marked. */
export function noteDeleteFailed(
  place: Place,
  user: string | null,
  failed: readonly Unremoved[],
): void {
  const causes = [...new Set(failed.map(({ code }) => code))].join(', ');
  const what = failed.length === 1 ? '1 message' : `${failed.length} messages`;
  const text = `${what} could not be deleted (${causes}).`;
  note(place, user, { event: 'pop3.delete-failed', level: 'error', text });
}

/** The sign-in was right, and its mailbox cannot be read. */
export function noteMailboxFailed(place: Place, user: string, code: string): void {
  const text = `The mailbox of ${user} cannot be read (${code}).`;
  note(place, null, { event: 'pop3.mailbox-failed', level: 'error', text });
}

/** The end of a session with an open mailbox. Most look and go: no line for them but that of the sign-in. */
export function noteClosed(
  place: Place,
  user: string,
  { transaction, isQuit }: { readonly transaction: Transaction; readonly isQuit: boolean },
): void {
  const { retrieved, deletedCount } = transaction;
  if (retrieved === 0 && deletedCount === 0 && isQuit) return;
  const text = isQuit
    ? `${user} fetched ${retrieved} and deleted ${deletedCount} message${deletedCount === 1 ? '' : 's'}.`
    : `${user} went without QUIT: ${retrieved} message${retrieved === 1 ? '' : 's'} fetched, none deleted.`;
  note(place, user, { event: 'pop3.session-closed', level: 'info', text });
}

/** The client of this session was silent, and the same user signed in again where it was. */
export function noteGaveWay(place: Place, user: string, silentMs: number): void {
  const seconds = Math.round(silentMs / 1_000);
  const text = `${user} signed in again from ${place.peer}: the session there that was silent for ${seconds} seconds was closed.`;
  note(place, user, { event: 'pop3.gave-way', level: 'notice', text });
}

/** The POPAUTH windows did not take a sign-in or its end. */
export function noteWindowFailed(place: Place, user: string, error: unknown): void {
  const text = `The sign-in of ${user} could not be noted for sending. ${String(error)}`;
  note(place, user, { event: 'pop3.window-failed', level: 'error', text });
}

function note({ journal, peer }: Place, user: string | null, entry: JournalInput): void {
  journal.record({ ...entry, peer, ...(user === null ? {} : { user }) });
}
