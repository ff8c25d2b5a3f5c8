/** What a provider's last answer about a recipient means, in plain words. Pure. */
import type { MessageDetail, MessageView, RecipientView } from '../contract/mail.ts';
import { withoutStatus } from '../contract/reply-words.ts';
import { classify } from '../relay/upstream/classify.ts';

/** `550 5.1.1 No such user`: RFC 5321 §4.2, RFC 2034. */
const smtpReply = /^([245]\d\d)[ -](?:([245]\.\d{1,3}\.\d{1,3})\b)?/;

/** The message with a plain sentence for each recipient. */
export const explained = (message: MessageView): MessageDetail => ({
  ...message,
  recipients: message.recipients.map((recipient) => ({
    ...recipient,
    ...explainReply(recipient),
  })),
});

/** Words that are our own are the cause already. */
export function explainReply({ state, lastReply }: Pick<RecipientView, 'state' | 'lastReply'>): {
  readonly cause: string;
  readonly raw: string | null;
} {
  if (lastReply === null || lastReply === '') return { cause: '', raw: null };
  const match = smtpReply.exec(lastReply);
  if (!match) return { cause: withoutStatus(lastReply), raw: null };
  if (state === 'delivered') return { cause: '', raw: lastReply };
  const { cause, remedy } = classify({
    stage: 'rcpt',
    responseCode: Number(match[1]),
    enhancedCode: match[2] ?? null,
    reply: lastReply,
    errorCode: null,
  });
  return { cause: `${cause} ${remedy}`, raw: lastReply };
}
