/** Reads what became of mail out of journal entries. Pure. Owns no list. */
import type { HistoryKind, HistoryRow, RefusedWhy } from '../../contract/history.ts';
import type { JournalEntry } from '../../contract/journal.ts';
import { isSaidOverSmtp, withoutStatus } from '../../contract/reply-words.ts';

const kinds: Readonly<Record<string, HistoryKind>> = {
  'queue.delivered': 'sent',
  'queue.bounced': 'bounced',
  'queue.expired': 'bounced',
  'smtp.refused': 'refused',
  'smtp.sign-in-failed': 'refused',
  'pop3.sign-in-failed': 'refused',
  'sign-in.blocked': 'refused',
};

const whys: Readonly<Record<RefusedWhy, true>> = {
  'sign-in-failed': true,
  'sign-in-unchecked': true,
  'no-window': true,
  'window-expired': true,
  'window-closed': true,
  'store-unavailable': true,
  proxy: true,
  'sender-not-owned': true,
  'trusted-sender': true,
  'trusted-recipient': true,
  'trusted-rate': true,
  'wrong-password': true,
  blocked: true,
  other: true,
};

/** Which list an entry belongs to, or null: most entries are about something else. */
export const historyKindOf = ({ event }: JournalEntry): HistoryKind | null => kinds[event] ?? null;

/** How many events an entry stands for: the summary of a flood is many. */
export const countOf = ({ data }: JournalEntry): number =>
  typeof data?.['more'] === 'number' ? data['more'] : 1;

/** `number` makes the key unique among entries of the same time and id. */
export function historyRow(entry: JournalEntry, kind: HistoryKind, number: number): HistoryRow {
  const { at, id = '', user = '', peer = '', text, data = {} } = entry;
  const field = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
  const isRefused = kind === 'refused';
  // A block can be of a user, wherever the guesses came from.
  const blocked = field('subject') === peer ? '' : field('subject');
  return {
    key: `${at}-${id}-${number}`,
    ...{ kind, at, id, user: user || blocked, peer },
    sender: field('sender'),
    recipient: field('recipient'),
    why: isRefused ? whyOf(entry.event, field('reason')) : null,
    network: field('network'),
    ...saidAbout(kind === 'sent' ? '' : text, field('cause'), field('reply')),
    count: countOf(entry),
  };
}

/** Words that are our own are no reply of the provider's: they belong to the cause. */
function saidAbout(
  text: string,
  cause: string,
  reply: string,
): Pick<HistoryRow, 'cause' | 'reply'> {
  if (isSaidOverSmtp(reply)) return { cause: cause || text, reply };
  const own = withoutStatus(reply);
  const causes = [cause, own === cause ? '' : own].filter((words) => words !== '');
  return { cause: causes.join(' ') || text, reply: '' };
}

function whyOf(event: string, reason: string): RefusedWhy {
  if (event === 'sign-in.blocked') return 'blocked';
  if (event !== 'smtp.refused') return 'wrong-password';
  return refusedWhy(reason);
}

/** The rule's reason as it stands in the journal; one of a newer version is `other`. */
export const refusedWhy = (reason: string): RefusedWhy =>
  Object.hasOwn(whys, reason) ? (reason as RefusedWhy) : 'other';

/** Case-insensitive part of what a row holds, its sentence in English; `wanted` is lower-case. */
export const rowHolds = (row: HistoryRow, wanted: string): boolean =>
  row.recipient.toLowerCase().includes(wanted) ||
  row.sender.toLowerCase().includes(wanted) ||
  row.id.toLowerCase().includes(wanted) ||
  row.peer.includes(wanted) ||
  row.user.includes(wanted) ||
  row.cause.toLowerCase().includes(wanted) ||
  row.reply.toLowerCase().includes(wanted);
