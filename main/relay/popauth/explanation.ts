/**
 * What is kept about a refused recipient, and how it is told to the person who looks its id up
 * (`mailroom why R-7K2F4`). Pure; the journal keeps the record.
 */
import type { RefuseReason, RelayFacts } from './facts.ts';
import { explainRefusal } from './refusal.ts';

/** Flat, so that it fits the `data` of a journal line. Holds no secret. */
export type RefusalRecord = Readonly<Record<string, string | number | boolean>>;

/** What to journal about this refusal, enough to explain it later. */
export function refusalRecord(facts: RelayFacts, reason: RefuseReason): RefusalRecord {
  return {
    ...reason,
    peer: facts.peer,
    listener: facts.listener,
    sender: facts.sender,
    recipient: facts.recipient.address,
  };
}

/** Four sentences for a person. */
export interface ToldRefusal {
  readonly who: string;
  readonly where: string;
  readonly missing: string;
  readonly remedy: string;
}

/** Explains a record from the journal; null where it is none (an older or damaged line). */
export function tellRefusal(record: Readonly<Record<string, unknown>>): ToldRefusal | null {
  if (!isKind(record['kind'])) return null;
  const { missing, remedy } = explainRefusal(record['kind']);
  const sender = textOf(record['sender']);
  const from = sender === '' ? 'A message without a sender' : `A message from ${sender}`;
  return {
    who: `${from} to ${textOf(record['recipient'])} was refused.`,
    where: `It came from the address ${textOf(record['peer'])}, to the ${textOf(record['listener'])} port.`,
    missing: missing + detailOf(record),
    remedy,
  };
}

function detailOf(record: Readonly<Record<string, unknown>>): string {
  const { expiredAt, network, messagesPerHour } = record;
  if (typeof expiredAt === 'number')
    return ` Its time ended at ${new Date(expiredAt).toLocaleString()}.`;
  if (typeof messagesPerHour === 'number')
    return ` The limit of "${textOf(network)}" is ${messagesPerHour} an hour.`;
  return typeof network === 'string' ? ` It is in the trusted network "${network}".` : '';
}

const kinds: Readonly<Record<RefuseReason['kind'], true>> = {
  'sign-in-failed': true,
  'no-window': true,
  'window-expired': true,
  'store-unavailable': true,
  proxy: true,
  'sender-not-owned': true,
  'trusted-sender': true,
  'trusted-recipient': true,
  'trusted-rate': true,
};

const isKind = (value: unknown): value is RefuseReason['kind'] =>
  typeof value === 'string' && Object.hasOwn(kinds, value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : 'unknown');
