/** Bounds for a device that is trusted by its address alone, as narrow as the refusal lets them be. Pure. */
import type { TrustedNetwork } from '../../main/contract/settings.ts';
import type { RefusalFacts } from './remedies.ts';

/** What stands in the fields of the form. */
export interface TrustDraft {
  readonly name: string;
  readonly network: string;
  readonly senders: string;
  readonly recipients: string;
  readonly perHour: string;
  readonly maxSizeMb: string;
}

const megabyte = 1024 * 1024;
/** A scanner at work all day stays below; a device that somebody misuses does not get far. */
const usualPerHour = 60;
const usualMaxSizeMb = 25;

/** `name` is what it would be called; a number is put behind it where that is taken. */
export function draftFor(
  facts: Pick<RefusalFacts, 'peer' | 'sender' | 'recipient'>,
  name: string,
  taken: readonly string[],
): TrustDraft {
  return {
    name: freeName(name, taken),
    network: facts.peer,
    senders: facts.sender,
    recipients: domainOf(facts.recipient),
    perHour: String(usualPerHour),
    maxSizeMb: String(usualMaxSizeMb),
  };
}

/** The bounds that it has, widened by what was refused. */
export function widenedDraft(
  network: TrustedNetwork,
  { why, sender, recipient }: Pick<RefusalFacts, 'why' | 'sender' | 'recipient'>,
): TrustDraft {
  const { allowedSenders, recipientDomains, messagesPerHour } = network;
  const senders = why === 'trusted-sender' ? [...allowedSenders, sender] : allowedSenders;
  const domains =
    why === 'trusted-recipient' ? [...recipientDomains, domainOf(recipient)] : recipientDomains;
  return {
    name: network.name,
    network: network.network,
    senders: listText(senders),
    recipients: listText(domains),
    perHour: String(why === 'trusted-rate' ? messagesPerHour * 2 : messagesPerHour),
    maxSizeMb: String(Math.ceil(network.maxSizeBytes / megabyte)),
  };
}

/** Null where a number is none. */
export function networkOf(draft: TrustDraft): TrustedNetwork | null {
  const messagesPerHour = wholeNumber(draft.perHour);
  const maxSizeMb = wholeNumber(draft.maxSizeMb);
  if (messagesPerHour === null || maxSizeMb === null) return null;
  return {
    name: draft.name.trim(),
    network: draft.network.trim(),
    allowedSenders: listOf(draft.senders),
    recipientDomains: listOf(draft.recipients),
    messagesPerHour,
    maxSizeBytes: maxSizeMb * megabyte,
  };
}

/** Null for anything but digits. */
export const wholeNumber = (text: string): number | null =>
  /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;

/** This computer's own address: every program on it would be trusted. */
export const isOwnPc = (network: string): boolean =>
  /^(127\.|::1$|localhost$)/.test(network.trim());

const domainOf = (address: string): string => address.split('@')[1]?.toLowerCase() ?? '';
const listText = (entries: readonly string[]): string => entries.filter(Boolean).join(', ');
const listOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,;\s]+/)
      .map((entry) => entry.trim().toLowerCase())
      .filter(Boolean),
  ),
];

function freeName(name: string, taken: readonly string[]): string {
  const lower = taken.map((one) => one.toLowerCase());
  if (!lower.includes(name.toLowerCase())) return name;
  let number = 2;
  while (lower.includes(`${name} (${number})`.toLowerCase())) number += 1;
  return `${name} (${number})`;
}
