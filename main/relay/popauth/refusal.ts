/**
 * What a refusal says: the SMTP reply, the id under which the app explains it, and the explanation.
 * Owns the words; the decision is the rule's.
 */
import { randomInt } from 'node:crypto';
import { assertNever } from '../lifecycle/assert-never.ts';
import type { RefuseReason, RelayFacts } from './facts.ts';

/** The reply to a refused recipient (RFC 5321 §4.2). */
export interface RefusalReply {
  readonly responseCode: number;
  /** RFC 3463 status code. */
  readonly enhancedCode: string;
  readonly text: string;
}

/** No 0/O, 1/I/L: people read these ids out on the telephone. */
const idLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A refusal id such as R-7K2F4: random, so that it tells nothing; one of 28 million. */
export const newRefusalId = (): string =>
  `R-${Array.from({ length: 5 }, () => idLetters[randomInt(idLetters.length)]).join('')}`;

/** What the words of a refusal go by, beside its reason. */
export type Cures = Pick<RelayFacts, 'takesPasswords' | 'opensWindows'> & {
  /** A window is open for an IPv6 address where this one is IPv4, or the other way round. */
  readonly isOtherFamily?: boolean;
};

const signInHint =
  'Turn on "My server requires authentication" in your mail program, or check your mail first and send again';
/** Where passwords come only encrypted the one box is not enough: programs then do not even try to sign in. */
const encryptHint =
  'Turn on "My server requires authentication" and STARTTLS in your mail program, or check your mail first and send again';
/** The same where checking mail helps nobody. */
const signInOnlyHint = 'Turn on "My server requires authentication" in your mail program';
const encryptOnlyHint =
  'Turn on "My server requires authentication" and STARTTLS in your mail program';

/** Who comes over IPv6 to one server and over IPv4 to the other may check mail as often as he likes. */
const replyHintFor = (cures: Cures): string =>
  hintFor(cures) +
  (cures.opensWindows && cures.isOtherFamily === true ? ", both at the server's IPv4 address" : '');

function hintFor({ takesPasswords, opensWindows }: Cures): string {
  if (opensWindows) return takesPasswords ? signInHint : encryptHint;
  return takesPasswords ? signInOnlyHint : encryptOnlyHint;
}

/**
 * The reply at RCPT. Always permanent, since 4xx makes scanners retry in silence, and always in the
 * classic words, since people search for them (RFC 5321 §4.2, RFC 3463 X.7.1).
 */
export function refusalReply(reason: RefuseReason, id: string, cures: Cures): RefusalReply {
  const say = (hint: string): RefusalReply => ({
    responseCode: 550,
    enhancedCode: '5.7.1',
    text: `Relaying denied. ${hint} (${id})`,
  });
  switch (reason.kind) {
    case 'sign-in-failed':
      return say('The sign-in failed: correct name and password in your mail program');
    case 'blocked':
      return say(
        'Too many sign-ins failed: correct the password in your mail program, then wait or have the block lifted',
      );
    case 'sign-in-unchecked':
      return say('The sign-in could not be checked now: try again later');
    case 'no-window':
    case 'window-expired':
    case 'window-closed':
      return say(replyHintFor(cures));
    case 'store-unavailable':
      return say('Who checked mail cannot be looked up now. Sign in when sending');
    case 'proxy':
      return say('This connection comes through a proxy. Sign in when sending');
    case 'sender-not-owned':
      return say('The sender address does not belong to a user who checked mail from here');
    case 'trusted-sender':
      return say('This device may not use that sender address');
    case 'trusted-recipient':
      return say('This device may not write to that domain');
    case 'trusted-rate':
      return say('This device has sent its number of messages for this hour');
    default:
      return assertNever(reason);
  }
}

/** A refusal in plain words: what was missing, and what to do. */
export interface RefusalExplanation {
  readonly missing: string;
  readonly remedy: string;
}

/** The same in plain words for the person who looks the id up. */
export function explainRefusal(
  kind: RefuseReason['kind'],
  cures: Cures = { takesPasswords: true, opensWindows: true },
): RefusalExplanation {
  const explanation = kind === 'no-window' && !cures.opensWindows ? signInOnly : explanations[kind];
  return { remedy: `${hintFor(cures)}.`, ...explanation };
}

/** Somebody may well have checked mail: it counts for nothing there. */
const signInOnly = {
  missing: 'The program did not sign in, and POP before SMTP is switched off.',
};

/** Where no remedy stands, it is to sign in or to check mail. */
const explanations: Readonly<
  Record<RefuseReason['kind'], Pick<RefusalExplanation, 'missing'> & Partial<RefusalExplanation>>
> = {
  'sign-in-failed': {
    missing: 'The program tried to sign in when sending, and name or password were wrong.',
    remedy: 'Type name and password again in its settings for outgoing mail.',
  },
  blocked: {
    missing:
      'The program tried to sign in when sending, and sign-ins are blocked for a while after too many wrong passwords.',
    remedy:
      'Correct the password where it is wrong. Then wait, or lift the block: see "mailroom blocks list".',
  },
  'sign-in-unchecked': {
    missing: 'The program tried to sign in when sending, and that could not be checked.',
    remedy: 'Send again. If that does not help, run "mailroom doctor".',
  },
  'no-window': {
    missing: 'Nobody had checked mail from this address, and the program did not sign in.',
  },
  'window-expired': {
    missing: 'The last mail check from this address was too long ago.',
  },
  'window-closed': {
    missing:
      'Mail was checked from this address, but its time to send was ended early: by hand, or because a password or a person was changed.',
  },
  'store-unavailable': {
    missing: 'The POPAUTH database could not be read or written, so nobody is let through by it.',
    remedy: 'Run "mailroom doctor" and look at the disk. Signing in when sending still works.',
  },
  proxy: {
    missing: 'The connection came through a proxy, which hides who is behind it.',
    remedy: 'Turn on "My server requires authentication" in the mail program.',
  },
  'sender-not-owned': {
    missing: 'Somebody checked mail from this address, but the sender address is not theirs.',
    remedy: 'Use your own address as sender, or add it to the user as an alias.',
  },
  'trusted-sender': {
    missing: 'This device is trusted, but not with that sender address.',
    remedy: 'Set the device to an allowed sender, or change the list with "mailroom trust set".',
  },
  'trusted-recipient': {
    missing: 'This device is trusted, but not for recipients in that domain.',
    remedy: 'Change its list of recipient domains with "mailroom trust set".',
  },
  'trusted-rate': {
    missing: 'This device has used up its number of messages for this hour.',
    remedy: 'Wait, or raise its limit with "mailroom trust set".',
  },
};
