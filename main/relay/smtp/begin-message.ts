/** DATA: a message on its way into the queue, with the lines that a relay adds and the envelope that it gets. */
import { isAscii } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { SmtpListenerSettings } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { mailDate } from '../lifecycle/mail-date.ts';
import { ownName } from '../net/own-name.ts';
import type { Envelope, IncomingMessage, QueueIntake } from '../queue/queue.ts';
import { withDeadline } from './deadline.ts';
import type { HeaderFacts } from './header-block.ts';
import { MessageIntake, type HeaderChanges } from './message-intake.ts';
import type { SmtpPolicy } from './policy.ts';
import { usersBehind, type SmtpSession } from './session.ts';
import { receivedLine } from './trace-lines.ts';

/** What a message needs of the door that it comes through. */
export interface MessageParts {
  readonly listenerSettings: () => SmtpListenerSettings;
  readonly policy: Pick<SmtpPolicy, 'maxSizeBytes' | 'acceptHeader' | 'messageRefused'>;
  readonly queue: QueueIntake;
  readonly clock: Clock;
  readonly hostname: () => string;
  readonly mark: string;
}

/** Longest wait for a flush: a disk that hangs is answered 451, and the client tries again. */
const commitTimeoutMs = 120_000;

/** Begins a message in the queue. Throws when the queue cannot; later errors go to `surprise`. */
export function beginMessage(
  session: SmtpSession,
  parts: MessageParts,
  surprise: (error: unknown) => void,
): MessageIntake {
  const { queue, policy, clock, listenerSettings, mark } = parts;
  const message = queue.begin();
  const { transaction } = session;
  return new MessageIntake(message, {
    maxSizeBytes: policy.maxSizeBytes(session),
    lineEnds: listenerSettings().oldDevices ? 'repair' : 'refuse',
    mark,
    onHeader: (header) => {
      const refusal = policy.acceptHeader(session, header);
      return refusal ? { refusal } : changesTo(header, session, { message, parts });
    },
    commit: (whole, isEightBit) => {
      const envelope = envelopeOf(session, isEightBit);
      const kept = withDeadline(clock, commitTimeoutMs, whole.commit(envelope));
      // The commit itself never rejects: the time was over.
      kept.catch(() => whole.disown());
      return kept;
    },
    onRefused: (refusal) => policy.messageRefused(session, refusal),
    onLost: () => transaction?.uncount?.(),
    onError: surprise,
  });
}

/**
 * RFC 6409 §8: a submission server completes the header, and takes out who gets a blind copy (RFC 5322 §3.6.3), where
 * a program left that to its server; mail from outside is left as it came.
 */
function changesTo(
  header: HeaderFacts,
  session: SmtpSession,
  { message, parts }: { readonly message: IncomingMessage; readonly parts: MessageParts },
): HeaderChanges {
  const now = parts.clock.now();
  const hostname = parts.hostname();
  const facts = { session, queueId: message.id, hostname, mark: parts.mark, now };
  let lines = receivedLine(facts);
  const stray = header.mboxLine ? [header.mboxLine] : [];
  if (session.transaction?.reason?.kind === 'outside-mail') return { lines, leftOut: stray };
  if (!header.hasDate) lines += `Date: ${mailDate(now)}\r\n`;
  if (header.from.length === 0) lines += authorLine(session.transaction?.sender ?? '');
  if (!header.hasMessageId) lines += `Message-ID: <${randomUUID()}@${ownName(hostname)}>\r\n`;
  return { lines, leftOut: [...stray, ...header.blindCopies] };
}

/** RFC 5322 §3.6 asks for an author, and providers refuse mail without; some devices name none. */
const authorLine = (sender: string): string =>
  sender !== '' && isAscii(Buffer.from(sender)) ? `From: <${sender}>\r\n` : '';

/** `isEightBit`: many clients send 8-bit text without saying BODY; the next hop is told (RFC 6152). */
function envelopeOf(session: SmtpSession, isEightBit: boolean): Envelope {
  const { transaction } = session;
  if (!transaction) throw new Error('A message without transaction');
  const { sender, smtpUtf8, bodyType, dsn, recipients, reason } = transaction;
  return {
    sender,
    recipients: [...recipients.values()],
    user: usersBehind(reason)[0] ?? '',
    peer: session.peer,
    bodyType: isEightBit ? '8bitmime' : bodyType,
    smtpUtf8,
    ...(dsn ? { dsn } : {}),
  };
}
