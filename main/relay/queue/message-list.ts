/** Which messages a list shows, for a queue that runs and for one that does not. Pure. */
import { pageOf } from '../lifecycle/list-page.ts';
import { viewOf, type QueuedMessage } from './message.ts';
import type { QueueMatch } from '../../contract/requests.ts';
import type { QueueFilter, QueuePage } from './queue.ts';

/** One page of those that match, in the order in which they came unless the filter says newest first. */
export function queuePage(messages: Iterable<QueuedMessage>, filter: QueueFilter): QueuePage {
  const found = matching(messages, filter);
  if (filter.newestFirst === true) found.reverse();
  const { total, offset, rows } = pageOf(found, ({ id }) => id, filter);
  return { total, offset, messages: rows.map(viewOf) };
}

/** Ids of all that match. */
export const queueIds = (messages: Iterable<QueuedMessage>, match: QueueMatch): readonly string[] =>
  matching(messages, match).map(({ id }) => id);

function matching(messages: Iterable<QueuedMessage>, { state, text }: QueueMatch): QueuedMessage[] {
  const wanted = text?.trim().toLowerCase() ?? '';
  return [...messages].filter(
    (message) =>
      (state === undefined || message.state === state) && (wanted === '' || holds(message, wanted)),
  );
}

const holds = ({ id, envelope, recipients }: QueuedMessage, text: string): boolean =>
  id.toLowerCase().includes(text) ||
  envelope.sender.toLowerCase().includes(text) ||
  envelope.user.includes(text) ||
  envelope.peer.includes(text) ||
  recipients.some(({ address }) => address.toLowerCase().includes(text));
