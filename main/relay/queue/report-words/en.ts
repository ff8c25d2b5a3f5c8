import { dateWriter } from './date-writer.ts';
import type { ReportWords } from './report-words.ts';

/** English. */
export const english: ReportWords = {
  subjects: {
    failed: 'Your mail could not be delivered',
    delayed: 'Your mail is delayed',
    relayed: 'Your mail was passed on',
    delivered: 'Your mail was delivered',
  },
  openings: {
    failed: 'Your mail could not be delivered to:',
    delayed:
      'Your mail has not been delivered yet. It is tried again; you need not send it again. It waits for:',
    relayed: 'Your mail was passed on to a system that does not confirm delivery, for:',
    delivered: 'Your mail was delivered to:',
  },
  advice: {
    address: 'Check the address for a slip, then send the mail again.',
    sender: 'The sender address was refused: check it in your mail program’s account settings.',
    'mailbox-full': 'The mailbox is full. Tell the person by other means, and send the mail later.',
    'too-large': 'The mail is too large. Send it smaller, in parts, or as a link.',
    'plain-letters': 'Use an address with plain letters (a to z), if the person has one.',
    rule: 'The mail was refused by a rule. Read the words above; ask the receiver or your administrator.',
    'gave-up':
      'It was tried again and again without success. Send it again later, or tell the person by other means.',
    other: 'Check the address and the words behind it, then send the mail again.',
  },
  willHear: 'If it cannot be delivered in the end, you will hear so.',
  triedUntil: (date) => `It is tried until ${date}.`,
  itsSubject: (subject) => `Its subject: ${subject}`,
  sentOn: (date, id) => `It was sent on ${date}; its number here is ${id}.`,
  date: dateWriter('en-GB'),
  say: (sentence) => sentence,
};
