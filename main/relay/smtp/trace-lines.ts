/** The Received line that is put on top of a message (RFC 5321 §4.4). Pure. */
import { mailDate } from '../lifecycle/mail-date.ts';
import { ownName } from '../net/own-name.ts';
import type { AllowReason } from '../popauth/facts.ts';
import type { SmtpSession } from './session.ts';

/** What the line tells. */
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

/** With the protocol names of RFC 3848 and RFC 6531 §3.7.3. Ends in CRLF. */
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

/** A client's name as far as it can be written down: no CR, LF or bracket may begin a line of its own. */
const cleanName = (name: string): string => name.slice(0, 255).replace(/[^\w.:[\]-]/g, '?');

const cleanWord = (word: string): string => word.slice(0, 100).replace(/[^A-Za-z0-9._@+-]/g, '?');

function wayOf(reason: AllowReason): string {
  if (reason.kind === 'signed-in')
    return `user ${cleanWord(reason.user)}, signed in with ${cleanWord(reason.method)}`;
  if (reason.kind === 'window')
    return `user ${reason.users.slice(0, 5).map(cleanWord).join(' or ')}, POP before SMTP`;
  if (reason.kind === 'trusted') return `trusted network ${cleanWord(reason.network)}`;
  return 'outside mail';
}
