/**
 * Splits a message into SMTP transactions: the sending library gives all recipients of one the same DSN
 * parameters (RFC 3461 has them per recipient), so recipients with their own get their own. Pure.
 */
import type { OutgoingMessage } from '../upstream/route.ts';
import type { QueuedMessage, QueuedRecipient } from './message.ts';
import type { Spool } from './spool/spool.ts';

/** One MAIL, RCPT, DATA with the provider. */
export interface Transaction {
  readonly recipients: readonly QueuedRecipient[];
  readonly outgoing: OutgoingMessage;
}

/**
 * One transaction for each kind of NOTIFY and ORCPT among these recipients (RFC 3461 §4); one for all where the provider
 * hears of neither: many mail programs give each recipient an ORCPT, and the body need not leave for each.
 */
export function transactionsOf(
  message: QueuedMessage,
  recipients: readonly QueuedRecipient[],
  { spool, takesDsn }: { readonly spool: Pick<Spool, 'body'>; readonly takesDsn: boolean },
): Transaction[] {
  if (!takesDsn && recipients.length > 0) return [transactionOf(message, recipients, spool)];
  const groups = new Map<string, QueuedRecipient[]>();
  for (const recipient of recipients) {
    const { notify, orcpt } = recipient.dsn ?? {};
    const key = `${notify?.join(',') ?? ''}|${orcpt ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(recipient);
    else groups.set(key, [recipient]);
  }
  return [...groups.values()].map((group) => transactionOf(message, group, spool));
}

/** One transaction to these recipients, who share their DSN parameters. */
export function transactionOf(
  message: QueuedMessage,
  recipients: readonly QueuedRecipient[],
  spool: Pick<Spool, 'body'>,
): Transaction {
  const { sender, bodyType, smtpUtf8, dsn: messageDsn } = message.envelope;
  return {
    recipients,
    outgoing: {
      id: message.id,
      sender,
      recipients: recipients.map(({ address, dsn }) =>
        dsn === undefined ? { address } : { address, dsn },
      ),
      sizeBytes: message.sizeBytes,
      bodyType,
      smtpUtf8,
      ...(messageDsn === undefined ? {} : { dsn: messageDsn }),
      body: () => spool.body(message),
    },
  };
}
