/**
 * What one person's mail program did, told by the journal alone: what it achieved, and what is wrong now.
 * A trouble stays until a success of the same kind proves that it is mended: a program that checks mail
 * well and sends badly must not look well after each check. Pure.
 */
import { tlsMissing, tlsUnasked, type JournalEntry } from '../../../main/contract/journal.ts';
import { whoseIs, withOwner, type Attribution, type Owners } from './whose.ts';

export type Goal = 'checked' | 'signed-in' | 'accepted' | 'delivered';

export type TroubleKind =
  | 'wrong-password'
  | 'switched-off'
  | 'unknown-name'
  | 'no-encryption'
  | 'wrong-encryption'
  | 'old-encryption'
  | 'certificate-refused'
  | 'no-window'
  | 'window-ended'
  | 'checked-now-send'
  | 'wrong-sign-in-at-sending'
  | 'not-their-sender'
  | 'refused'
  | 'blocked'
  | 'waits'
  | 'returned';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly at: number;
  readonly peer: string;
  readonly protocol: 'pop3' | 'smtp' | 'queue';
  /** False where it may have been somebody else's program. */
  readonly isSure: boolean;
  /** The provider's or the relay's own words, where they say more. */
  readonly cause: string;
  /** How often in a row. */
  readonly count: number;
}

export interface Watch {
  readonly owners: Owners;
  readonly done: Readonly<Record<Goal, number | null>>;
  /** The newest success. */
  readonly latest: { readonly goal: Goal; readonly at: number; readonly peer: string } | null;
  readonly trouble: Trouble | null;
  /** Ids of this person's messages that were accepted while somebody watched. */
  readonly messages: ReadonlySet<string>;
}

export const nothingYet = (owners: Owners): Watch => ({
  owners,
  done: { checked: null, 'signed-in': null, accepted: null, delivered: null },
  latest: null,
  trouble: null,
  messages: new Set(),
});

/**
 * Before the journal is read from the beginning: what was achieved stays, also what is further back than it is read,
 * and each trouble is counted anew.
 */
export const readAnew = (before: Watch): Watch => ({ ...before, trouble: null });

type Who = Omit<Attribution, 'owners'>;

export function watch(now: Watch, entry: JournalEntry, who: Who): Watch {
  const learned = learn(now, entry);
  const goal = goals[entry.event];
  if (entry.id !== undefined && now.messages.has(entry.id)) return follow(learned, entry);
  const whose = whoseIs(entry, { ...who, owners: now.owners });
  if (whose === 'not-theirs') return learned;
  if (goal !== undefined) return whose === 'theirs' ? reach(learned, goal, entry) : learned;
  if (entry.event.startsWith('popauth.'))
    return { ...learned, trouble: afterWindow(learned.trouble, entry) };
  const kind = troubleOf(entry, who);
  if (kind === null) return learned;
  return { ...learned, trouble: troubleFrom(now, entry, { kind, isSure: whose === 'theirs' }) };
}

/** The address of a sign-in belongs to who signed in, from then on. */
function learn(now: Watch, { event, user, peer }: JournalEntry): Watch {
  const isSignIn = event === 'pop3.signed-in' || event === 'smtp.signed-in';
  if (!isSignIn || user === undefined || peer === undefined) return now;
  return { ...now, owners: withOwner(now.owners, peer, user) };
}

const goals: Readonly<Partial<Record<string, Goal>>> = {
  'pop3.signed-in': 'checked',
  'smtp.signed-in': 'signed-in',
  'smtp.accepted': 'accepted',
};

function reach(now: Watch, goal: Goal, { at, peer = '', id }: JournalEntry): Watch {
  return {
    ...now,
    done: { ...now.done, [goal]: now.done[goal] ?? at },
    latest: { goal, at, peer },
    trouble: mended(now.trouble, goal),
    messages:
      goal === 'accepted' && id !== undefined ? new Set([...now.messages, id]) : now.messages,
  };
}

/** What became of a message of theirs. */
function follow(now: Watch, entry: JournalEntry): Watch {
  if (entry.event === 'queue.delivered') return reach(now, 'delivered', entry);
  const kind = fates[entry.event];
  return kind === undefined
    ? now
    : { ...now, trouble: troubleFrom(now, entry, { kind, isSure: true }) };
}

const fates: Readonly<Partial<Record<string, TroubleKind>>> = {
  'queue.deferred': 'waits',
  'queue.bounced': 'returned',
  'queue.expired': 'returned',
};

/** Who is switched off is told a wrong password, whatever was typed. */
function troubleOf(entry: JournalEntry, { person, users }: Who): TroubleKind | null {
  const kind = kindOf(entry, person);
  const isPassword = kind === 'wrong-password' || kind === 'wrong-sign-in-at-sending';
  const isOff = users.find(({ name }) => name === person)?.enabled === false;
  return isPassword && isOff ? 'switched-off' : kind;
}

function kindOf(entry: JournalEntry, person: string): TroubleKind | null {
  const { event, user, data } = entry;
  if (event.endsWith('.sign-in-failed'))
    return user === undefined ? 'unknown-name' : 'wrong-password';
  if (event.endsWith('.needs-encryption')) return 'no-encryption';
  if (event.endsWith('.connection-failed')) return handshakeTrouble(String(data?.['code']));
  if (event === 'smtp.refused') return refusals[String(data?.['reason'])] ?? 'refused';
  if (event !== 'sign-in.blocked') return null;
  const subject = String(data?.['subject'] ?? '');
  return subject === person || subject === entry.peer ? 'blocked' : null;
}

/**
 * By the codes of OpenSSL (plain Node) and BoringSSL (Electron); a connection that broke for another reason
 * says nothing about the settings. BoringSSL names a refusal in the clear, as OpenSSL's clients send it in
 * TLS 1.3, by its length.
 */
function handshakeTrouble(code: string): TroubleKind | null {
  if (/UNKNOWN_CA|CERTIFICATE|BAD_PACKET_LENGTH/.test(code)) return 'certificate-refused';
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|NO_SHARED_CIPHER/.test(code))
    return 'old-encryption';
  const isWrongPort = code === tlsUnasked || code === tlsMissing;
  return isWrongPort || /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG/.test(code)
    ? 'wrong-encryption'
    : null;
}

const refusals: Readonly<Partial<Record<string, TroubleKind>>> = {
  'no-window': 'no-window',
  'window-expired': 'window-ended',
  'window-closed': 'window-ended',
  'sign-in-failed': 'wrong-sign-in-at-sending',
  blocked: 'blocked',
  'sender-not-owned': 'not-their-sender',
};

function troubleFrom(
  { trouble }: Watch,
  { at, peer = '', event, data, text }: JournalEntry,
  { kind, isSure }: Pick<Trouble, 'kind' | 'isSure'>,
): Trouble {
  const area = event.split('.', 1)[0];
  const protocol = area === 'pop3' || area === 'queue' ? area : 'smtp';
  const count = trouble?.kind === kind ? trouble.count + 1 : 1;
  const words = data?.['reply'] || data?.['cause'];
  const cause = kind === 'refused' ? text : typeof words === 'string' ? words : '';
  return { kind, at, peer, protocol, isSure, cause, count };
}

/** The trouble that is left after a success. What was perhaps somebody else's goes with the first message. */
function mended(trouble: Trouble | null, goal: Goal): Trouble | null {
  if (trouble === null) return null;
  if (goal === 'delivered') return trouble.protocol === 'queue' ? null : trouble;
  if (trouble.kind === 'blocked') return null;
  if (goal === 'accepted') return trouble.protocol === 'pop3' && trouble.isSure ? trouble : null;
  const protocol = goal === 'checked' ? 'pop3' : 'smtp';
  return trouble.protocol === protocol && signInTroubles.has(trouble.kind) ? null : trouble;
}

/**
 * A mail check lets its own address send, and only where POP before SMTP is on: so it is the window that tells,
 * not the sign-in.
 */
function afterWindow(trouble: Trouble | null, { event, at, peer }: JournalEntry): Trouble | null {
  if (trouble === null || trouble.peer !== peer) return trouble;
  const isClosed = trouble.kind === 'no-window' || trouble.kind === 'window-ended';
  if (isClosed && event === 'popauth.granted') return { ...trouble, kind: 'checked-now-send', at };
  const isOver = event === 'popauth.expired' || event === 'popauth.removed';
  const isOpen = trouble.kind === 'checked-now-send';
  return isOpen && isOver ? { ...trouble, kind: 'window-ended', at } : trouble;
}

const signInTroubles: ReadonlySet<TroubleKind> = new Set([
  'wrong-password',
  'switched-off',
  'unknown-name',
  'no-encryption',
  'wrong-encryption',
  'old-encryption',
  'certificate-refused',
  'wrong-sign-in-at-sending',
]);
