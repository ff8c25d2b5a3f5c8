/** The lines that are put on top of a message: Received, and Date and Message-ID where missing. Pure. */
import { mailDate } from '../lifecycle/mail-date.ts';
import type { AllowReason } from '../popauth/facts.ts';
import type { SmtpSession } from './session.ts';

/** What the lines tell. */
export interface TraceFacts {
  readonly session: SmtpSession;
  readonly queueId: string;
  readonly hostname: string;
  /** This installation's mark, by which its own lines are known again. */
  readonly mark: string;
  /** Epoch ms. */
  readonly now: number;
}

/** The comment in which `mark` stands in a Received line. */
export const markComment = (mark: string): string => `(Mailroom ${mark})`;

/** RFC 5321 §4.4, with the protocol names of RFC 3848 and RFC 6531 §3.7.3. Ends in CRLF. */
export function receivedLine(facts: TraceFacts): string {
  const { session, queueId, hostname, mark, now } = facts;
  const peer = session.peer.includes(':') ? `IPv6:${session.peer}` : session.peer;
  const helo = cleanName(session.heloName) || 'unknown';
  const tls = session.tls
    ? `; ${cleanWord(session.tls.version)} ${cleanWord(session.tls.cipher)}`
    : '';
  const reason = session.transaction?.reason;
  const way = reason ? wayOf(reason) : 'unknown';
  return (
    `Received: from ${helo} ([${peer}])\r\n` +
    `\tby ${ownName(hostname)} ${markComment(mark)} with ${protocolOf(session)} id ${queueId}\r\n` +
    `\t(${way}${tls});\r\n\t${mailDate(now)}\r\n`
  );
}

/** ESMTP, ESMTPS, ESMTPA, ESMTPSA, or UTF8SMTP… for an internationalised message. */
function protocolOf(session: SmtpSession): string {
  if (!session.isEsmtp) return 'SMTP';
  const base = session.transaction?.smtpUtf8 === true ? 'UTF8SMTP' : 'ESMTP';
  const isSignedIn = session.transaction?.reason?.kind === 'signed-in';
  return `${base}${session.tls ? 'S' : ''}${isSignedIn ? 'A' : ''}`;
}

/** No domain or address literal holds these; no CR, LF or bracket may start a line of its own. */
const unfit = /[^\w.:[\]-]/g;

/** A client's name as far as it can be written down. */
const cleanName = (name: string): string => name.slice(0, 255).replace(unfit, '?');

/** This PC's name as others take it: Windows allows names that mail does not. */
export const ownName = (hostname: string): string => hostname.slice(0, 255).replace(unfit, '-');

const cleanWord = (word: string): string => word.slice(0, 100).replace(/[^A-Za-z0-9._@+-]/g, '?');

function wayOf(reason: AllowReason): string {
  if (reason.kind === 'signed-in')
    return `user ${cleanWord(reason.user)}, signed in with ${cleanWord(reason.method)}`;
  if (reason.kind === 'window')
    return `user ${reason.users.slice(0, 5).map(cleanWord).join(' or ')}, POP before SMTP`;
  if (reason.kind === 'trusted') return `trusted network ${cleanWord(reason.network)}`;
  return 'outside mail';
}
