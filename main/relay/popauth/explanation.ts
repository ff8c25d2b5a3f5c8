/**
 * What is kept about a refused recipient, and how it is told to the person who looks its id up
 * (`mailroom why R-7K2F4`). Pure; the journal keeps the record.
 */
import { isWindowless } from '../../contract/history.ts';
import type { WindowView } from '../../contract/people.ts';
import type { RefuseReason, RelayFacts } from './facts.ts';
import { localTime } from '../lifecycle/local-time.ts';
import { explainRefusal, type RefusalExplanation } from './refusal.ts';

/** Flat, so that it fits the `data` of a journal line. Holds no secret. */
export type RefusalRecord = Readonly<Record<string, string | number | boolean>>;

/**
 * What to journal about this refusal, enough to explain it later. `open` are all open windows: one of the other
 * address family may be of the same computer, come over both (pop-before-SMTP sees two strangers there).
 */
export function refusalRecord(
  facts: RelayFacts,
  reason: RefuseReason,
  open: readonly WindowView[] = [],
): RefusalRecord {
  const isIpv6 = facts.peer.includes(':');
  const lacksWindow = isWindowless(reason.kind);
  const isOtherFamily = lacksWindow && open.some(({ address }) => address.includes(':') !== isIpv6);
  return {
    ...reason,
    ...(isOtherFamily ? { isOtherFamily } : {}),
    ...(lacksWindow && !facts.takesPasswords ? { mustEncrypt: true } : {}),
    ...(lacksWindow && !facts.opensWindows ? { isSignInOnly: true } : {}),
    peer: facts.peer,
    listener: facts.listener,
    sender: facts.sender,
    recipient: facts.recipient.address,
  };
}

/** `more`: what this one adds to its reason, with what helps, or ''. */
export type RecordExplanation = RefusalExplanation & { readonly more: string };

/** What was missing and what to do, from a record of the journal; of a newer program's reasons only that. */
export function explainRecord(record: Readonly<Record<string, unknown>>): RecordExplanation {
  const { kind } = record;
  if (!isKind(kind))
    return {
      missing: 'This version of Mailroom does not know the reason.',
      remedy: 'Look at the journal.',
      more: '',
    };
  const mustEncrypt = record['mustEncrypt'] === true;
  const isOtherFamily = record['isOtherFamily'] === true;
  const opensWindows = record['isSignInOnly'] !== true;
  const { missing, remedy } = explainRefusal(kind, { takesPasswords: !mustEncrypt, opensWindows });
  const details = detailsOf(record);
  const alsoHelps = [...(mustEncrypt ? [encryptToo] : []), ...(isOtherFamily ? [oneAddress] : [])];
  return {
    missing: [missing, ...details].join(' '),
    remedy: isOtherFamily ? `${remedy} ${oneAddress}` : remedy,
    more: [...details, ...alsoHelps].join(' '),
  };
}

const encryptToo = 'Turn on STARTTLS for outgoing mail, too.';
const oneAddress =
  'Type the IPv4 address of this computer as the server for incoming and for outgoing mail.';

const authorWords = (author: string): string =>
  author === ''
    ? 'The From line of the message names no address.'
    : `The From line of the message names ${author}.`;

function detailsOf({
  author,
  expiredAt,
  closedAt,
  messagesPerHour,
  isOtherFamily,
  mustEncrypt,
}: RecordFields): string[] {
  return [
    ...(typeof author === 'string' ? [authorWords(author)] : []),
    ...(typeof expiredAt === 'number'
      ? [`The time to send ended at ${localTime(expiredAt)}.`]
      : []),
    ...(typeof closedAt === 'number'
      ? [`The time to send was ended at ${localTime(closedAt)}.`]
      : []),
    ...(typeof messagesPerHour === 'number' ? [`Its limit is ${messagesPerHour} an hour.`] : []),
    ...(mustEncrypt === true
      ? [
          'The program did not encrypt either, and without encryption no password is taken from there.',
        ]
      : []),
    ...(isOtherFamily === true
      ? ['Perhaps mail was checked over IPv4 and sent over IPv6, or the other way round.']
      : []),
  ];
}

type RecordFields = Readonly<
  Partial<
    Record<
      'author' | 'expiredAt' | 'closedAt' | 'messagesPerHour' | 'isOtherFamily' | 'mustEncrypt',
      unknown
    >
  >
>;

const kinds: Readonly<Record<RefuseReason['kind'], true>> = {
  'sign-in-failed': true,
  blocked: true,
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
};

const isKind = (value: unknown): value is RefuseReason['kind'] =>
  typeof value === 'string' && Object.hasOwn(kinds, value);
