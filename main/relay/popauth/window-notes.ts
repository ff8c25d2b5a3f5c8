/** What the journal says of windows. */
import type { JournalWriter } from '../journal/journal.ts';
import type { WindowRow } from './popauth-store.ts';

type WindowKey = Pick<WindowRow, 'address' | 'user'>;

/** How a window was opened. */
export interface OpenedWindow {
  readonly isRenewal: boolean;
  readonly minutes: number;
  /** False while the store fails: nobody may send by it before that works again. */
  readonly isInForce: boolean;
}

/** A sign-in, or an operator, opened or renewed it. */
export function noteOpened(journal: JournalWriter, key: WindowKey, opened: OpenedWindow): void {
  const { isRenewal, minutes, isInForce } = opened;
  const { address: peer, user } = key;
  const event = isRenewal ? 'popauth.renewed' : 'popauth.granted';
  const time = `for ${minutes} minute${minutes === 1 ? '' : 's'}`;
  const when = isInForce ? '.' : ', once the POPAUTH database works again.';
  journal.record({ event, user, peer, text: `${user} may send from ${peer} ${time}${when}` });
}

/** Somebody closed it, or took away what stood behind it. */
export function noteRemoved(journal: JournalWriter, { address: peer, user }: WindowKey): void {
  const text = `The window of ${user} at ${peer} was closed.`;
  journal.record({ event: 'popauth.removed', user, peer, text });
}

/** Its time was over. */
export function noteExpired(journal: JournalWriter, { address: peer, user }: WindowKey): void {
  const text = `The window of ${user} at ${peer} has ended.`;
  journal.record({ event: 'popauth.expired', user, peer, text });
}
