/**
 * What a failed delivery means: retry, give up, or pause the whole route. One pure function, in order:
 * transport first, then our own standing with the provider, then the message. Only a definite 5xx about
 * this message or recipient gives up (promise 4). Acting on it is the queue's.
 */
import { withoutStatus } from '../../contract/reply-words.ts';
import type { DeliveryFailure } from './route.ts';
import { causes, type Words } from './failure-words.ts';

/** Why the whole route rests. */
export type PauseKind = 'network' | 'sign-in' | 'tls' | 'busy';
/** Who can mend it. */
export type Blame = 'us' | 'provider' | 'recipient' | 'message' | 'network';

/** What follows from a failed delivery. */
export interface Classification {
  readonly disposition: 'retry' | 'give-up' | 'pause-route';
  readonly blame: Blame;
  /** Only with `pause-route`: it sets how soon the route is asked again. */
  readonly pauseKind?: PauseKind;
  /** Plain words for a person. */
  readonly cause: string;
  readonly remedy: string;
  /** In place of `remedy` where a test of the provider failed. */
  readonly inTest?: string;
}

/** Total: every failure has an answer, and what nothing knows is tried again. */
export function classify(failure: DeliveryFailure): Classification {
  return byConnection(failure) ?? byStanding(failure) ?? byReply(failure);
}

/** Stages before any mail: whatever fails there fails for every message. */
function byConnection(failure: DeliveryFailure): Classification | null {
  const { stage, responseCode, errorCode } = failure;
  if (stage === 'resolve') return pause('network', 'network', causes.noName);
  if (stage === 'connect') {
    if (responseCode !== null) return pause('busy', 'provider', causes.notNow);
    return pause('network', 'network', connectWords(errorCode));
  }
  if (stage === 'tls')
    return responseCode === null && brokenOff.has(errorCode ?? '')
      ? pause('network', 'network', causes.noTls)
      : pause('tls', 'us', tlsWords(errorCode));
  return stage === 'auth' ? bySignIn(failure) : null;
}

function connectWords(errorCode: string | null): Words {
  if (errorCode === 'ECONNREFUSED') return causes.nobodyListens;
  // Its greeting was no reply of SMTP (RFC 5321 §4.2): people take the port of incoming mail.
  return errorCode === 'EPROTOCOL' ? causes.noMailServer : causes.noRoute;
}

/**
 * The connection ended where TLS would begin, and nobody said a word against it: so do servers that restart behind
 * something that takes their connections, and those that have enough of ours.
 */
const brokenOff: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** RFC 4954 §6. A password transition (4.7.12) and all 5xx need a person; other 4xx pass by themselves. */
function bySignIn(failure: DeliveryFailure): Classification {
  const { responseCode, enhancedCode, errorCode, reply } = failure;
  if (responseCode === null)
    return ownRefusals.has(errorCode ?? '')
      ? pause('sign-in', 'us', { cause: reply, remedy: remedyOf(errorCode) })
      : pause('network', 'network', causes.lostAtSignIn);
  if (isTemporary(responseCode) && enhancedCode !== '4.7.12')
    return pause('busy', 'provider', causes.signInLater);
  if (wantsEncryption.test(reply)) return pause('tls', 'us', causes.wantsTls);
  return pause('sign-in', 'us', signInWords(reply));
}

/** Replies to mail commands that are about us, not about the message: none of them bounces mail. */
function byStanding(failure: DeliveryFailure): Classification | null {
  const { stage, responseCode, enhancedCode, reply } = failure;
  if (responseCode === null) return null;
  // RFC 5321 §3.8. After the final dot it may be about this one message: that must not stop the others.
  if (responseCode === 421) return stage === 'data' ? null : pause('busy', 'provider', causes.busy);
  if (isSignInCode(failure))
    return wantsEncryption.test(reply)
      ? pause('tls', 'us', causes.wantsTls)
      : pause('sign-in', 'us', causes.wantsSignIn);
  if (stage === 'mail' && isDefinite(responseCode) && accountBlocked.test(reply))
    return pause('sign-in', 'us', causes.accountBlocked);
  // Said at a single message, so that one odd address cannot stop the whole office; said about us, so
  // that a wrong provider setting does not bounce all mail.
  if (isSendingQuota(failure)) return retry('us', causes.quota);
  // At the end of the data it is our own mailbox that is full, of copies of what was sent.
  if (stage === 'data' && enhancedCode === '5.2.2') return retry('us', causes.ownMailboxFull);
  if (isDefinite(responseCode) && isRelayDenied(failure)) return retry('us', causes.relayDenied);
  if (isDefinite(responseCode) && addressBlocked.test(reply))
    return retry('us', causes.addressBlocked);
  return null;
}

function byReply(failure: DeliveryFailure): Classification {
  const { stage, responseCode, enhancedCode, reply } = failure;
  if (responseCode === null)
    // Our own verdict carries a status of class 5 (RFC 3463 §2); a lost connection carries none. Lost
    // after the final dot, the outcome is unknown: a second copy is better than none.
    return enhancedCode?.startsWith('5.') === true
      ? giveUp('message', {
          cause: withoutStatus(reply),
          remedy: causes.message.remedy,
        })
      : retry('network', causes.lost);
  if (!isDefinite(responseCode) || isAboutProtocol(responseCode) || isTooManyRecipients(failure))
    return retry('provider', causes.later);
  // 550 4.7.1 and the like contradict themselves; that is no definite no.
  if (enhancedCode?.startsWith('4.') === true) return retry('provider', causes.later);
  if (stage === 'rcpt') return giveUp('recipient', causes.recipient);
  if (responseCode === 552 || enhancedCode === '5.3.4') return giveUp('message', causes.tooLarge);
  return giveUp('message', stage === 'mail' ? causes.sender : causes.message);
}

/** Codes of our own refusals before a sign-in (`upstream/sign-in.ts`). */
const ownRefusals: ReadonlySet<string> = new Set(['EPLAINTEXT', 'ENOPASSWORD', 'ENOAUTH', 'EAUTH']);

const remedyOf = (errorCode: string | null): string =>
  errorCode === 'EPLAINTEXT'
    ? causes.plaintext.remedy
    : errorCode === 'ENOAUTH'
      ? causes.noSignIn.remedy
      : causes.signIn.remedy;

/** The same password, typed again, cures only a wrong one. */
function signInWords(reply: string): Words {
  if (passwordsOff.test(reply)) return causes.passwordsOff;
  return wantsAppPassword.test(reply) ? causes.appPassword : causes.signIn;
}

/** Microsoft says 5.7.139 also where a password is wrong: only the words tell. */
const passwordsOff =
  /basic auth\w* is (disabled|not supported)|smtpclientauthentication is disabled|\b5\.7\.30\b/i;
const wantsEncryption = /starttls|\btls\b|encrypt/i;
const wantsAppPassword = /app(lication)?[- ](specific )?password|5\.7\.9\b.*specific/i;
const authRequired =
  /auth(entication|enticate)?\b.{0,20}\b(required|first)|(not|must( be)?|please) authenticated?\b/i;
const accountBlocked = /account.{0,40}(suspended|blocked|disabled|locked|on hold)/i;
const sendingQuota =
  /quotaexceeded|\b(sending|relay|messages?|mails?|hourly|daily|rate)\b.{0,20}(limit|quota).{0,20}exceed|exceed.{0,30}\b(sending|hourly|daily|rate)\b.{0,20}(limit|quota)|\bper (hour|day)\b.{0,20}exceed/i;
/** RFC 3463 §3.3 and §3.4, or their words: a full mailbox, or a mail too large, which are told much alike. */
const otherQuota = /\bsize\b|\bmailbox\b.{0,20}(limit|quota)/i;
const relayDenied =
  /relay(ing)?( access)? (is )?(denied|prohibited|not (permitted|allowed))|unable to relay/i;
const addressBlocked =
  /(client host|your (ip|host|address)|\bip address)\b.{0,60}(reject|block|blacklist|listed|denied)/i;

/** RFC 4954 §6: 530, 534, 535, 538 say so in themselves; else the status or, at MAIL, the words do. */
function isSignInCode({ stage, responseCode, enhancedCode, reply }: DeliveryFailure): boolean {
  if (responseCode === null) return false;
  if ([530, 534, 535, 538].includes(responseCode)) return true;
  if (!isDefinite(responseCode)) return false;
  if (/^5\.7\.(8|30|57|139)$/.test(enhancedCode ?? '')) return true;
  // 5.7.9 to 5.7.13 are also said by a recipient's own server about this one mail.
  return (
    stage === 'mail' && (/^5\.7\.(9|1[123])$/.test(enhancedCode ?? '') || authRequired.test(reply))
  );
}

/** What we may send in an hour or a day is used up. */
const isSendingQuota = ({ enhancedCode, reply }: DeliveryFailure): boolean =>
  enhancedCode === '5.4.5' ||
  (sendingQuota.test(reply) &&
    !otherQuota.test(reply) &&
    !/^[45]\.(2\.[23]|3\.4)$/.test(enhancedCode ?? ''));

/** Microsoft says 5.7.64 and 5.7.68 for it. */
const isRelayDenied = ({ enhancedCode, reply }: DeliveryFailure): boolean =>
  /^5\.7\.6[48]$/.test(enhancedCode ?? '') || relayDenied.test(reply);

/** RFC 5321 §4.5.3.1.10: a 552 at RCPT means too many recipients, unless it says what else it means. */
export const isTooManyRecipients = ({
  stage,
  responseCode,
  enhancedCode,
}: DeliveryFailure): boolean =>
  stage === 'rcpt' &&
  (responseCode === 452 || responseCode === 552) &&
  !/^5\.(2\.2|3\.4)$/.test(enhancedCode ?? '');

/** The two sides misunderstand each other (RFC 5321 §4.2.4): that says nothing about the mail. */
const isAboutProtocol = (code: number): boolean => [500, 502, 503].includes(code);
const isDefinite = (code: number): boolean => code >= 500 && code <= 599;
const isTemporary = (code: number): boolean => code >= 400 && code <= 499;

function tlsWords(errorCode: string | null): Words {
  if (errorCode === 'EPIN') return causes.otherCertificate;
  if (errorCode === 'CERT_HAS_EXPIRED') return causes.expiredCertificate;
  if (errorCode === 'ERR_TLS_CERT_ALTNAME_INVALID') return causes.wrongName;
  return /CERT|SELF_SIGNED|UNABLE_TO_/.test(errorCode ?? '') ? causes.unknownIssuer : causes.noTls;
}

const pause = (pauseKind: PauseKind, blame: Blame, words: Words): Classification => ({
  disposition: 'pause-route',
  blame,
  pauseKind,
  ...words,
});
const retry = (blame: Blame, words: Words): Classification => ({
  disposition: 'retry',
  blame,
  ...words,
});
const giveUp = (blame: Blame, words: Words): Classification => ({
  disposition: 'give-up',
  blame,
  ...words,
});
