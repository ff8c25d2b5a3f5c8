/** What became of each recipient of a transaction, from what the provider said. */
import { oneLine, ownVerdict, sendFailure } from './failures.ts';
import { recipientFault } from './outgoing.ts';
import type { DeliveryFailure, OutgoingMessage, RecipientOutcome, SendOutcome } from './route.ts';
import type { SmtpClient } from './smtp-client.ts';

/** What is known on the connection when the transaction has ended. */
type Said = Pick<SmtpClient, 'refusals' | 'offers' | 'isBodyBegun'>;

/** The message was taken: those that were not refused one by one share the reply to it. */
export function acceptedOutcome(sent: readonly string[], said: Said, words: string): SendOutcome {
  const reply = oneLine(words);
  const refusals = refusalsIn(said);
  const takesDsn = said.offers('DSN');
  return {
    outcome: 'answered',
    recipients: sent.map(
      (address) => refusals.get(address) ?? { outcome: 'delivered', reply, takesDsn },
    ),
  };
}

/** The message was not taken: those that were not refused one by one share the error. */
export function refusedOutcome(sent: readonly string[], said: Said, error: unknown): SendOutcome {
  const failure = sendFailure(error, said.isBodyBegun);
  const refusals = refusalsIn(said);
  if (refusals.size === 0 || failure.stage === 'mail') return { outcome: 'failed', failure };
  return {
    outcome: 'answered',
    recipients: sent.map((address) => refusals.get(address) ?? { outcome: 'failed', failure }),
  };
}

const refusalsIn = ({ refusals }: Said): ReadonlyMap<string, RecipientOutcome> =>
  new Map(
    refusals.map((error) => [
      error.recipient ?? '',
      { outcome: 'failed', failure: sendFailure(error, false) },
    ]),
  );

/** One outcome a recipient, in the message's order: our own verdict, else the provider's. */
export function answers(
  message: OutgoingMessage,
  takesUtf8: boolean,
  outcomeOf: (address: string) => RecipientOutcome | null,
): SendOutcome {
  const noAnswer: DeliveryFailure = ownVerdict('4.4.2', 'The provider gave no answer.');
  return {
    outcome: 'answered',
    recipients: message.recipients.map(({ address }): RecipientOutcome => {
      const fault = recipientFault(address, takesUtf8);
      if (fault !== null) return { outcome: 'failed', failure: fault };
      return outcomeOf(address) ?? { outcome: 'failed', failure: noAnswer };
    }),
  };
}
