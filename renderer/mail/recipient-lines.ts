/** What became of each recipient of a message: from the queue while it waits, from the history after. Pure. */
import type { HistoryRow } from '../../main/contract/history.ts';
import type { MessageDetail, RecipientState } from '../../main/contract/mail.ts';

export interface RecipientLine {
  readonly address: string;
  readonly state: RecipientState;
  /** Null where nobody counted. */
  readonly attempts: number | null;
  /** When it was delivered or given up, epoch ms. */
  readonly at: number | null;
  /** Sentence of the relay; '' where the state says it all. */
  readonly cause: string;
  /** The other server's words. */
  readonly raw: string | null;
}

/** `message` is null once it has left. */
export function recipientLines(
  message: Pick<MessageDetail, 'recipients'> | null,
  rows: readonly HistoryRow[],
): readonly RecipientLine[] {
  if (message !== null)
    return message.recipients.map(({ address, state, attempts, cause, raw }) => {
      const at = state === 'waiting' ? null : (rowOf(rows, address)?.at ?? null);
      return { address, state, attempts, at, cause, raw };
    });
  const addresses = [...new Set(rows.map(({ recipient }) => recipient))];
  return addresses.flatMap((address) => {
    const row = rowOf(rows, address);
    if (!row) return [];
    const state = row.kind === 'sent' ? 'delivered' : 'failed';
    return [
      { address, state, attempts: null, at: row.at, cause: row.cause, raw: row.reply || null },
    ];
  });
}

/** The last word about this address. */
const rowOf = (rows: readonly HistoryRow[], address: string): HistoryRow | undefined =>
  rows.filter(({ recipient }) => recipient === address).sort((a, b) => b.at - a.at)[0];
