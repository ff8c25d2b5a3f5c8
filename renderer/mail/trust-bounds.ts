/** Bounds for a device that is trusted by its address alone, as narrow as the refusal lets them be. Pure. */
import type { TrustedNetwork } from '../../main/contract/settings.ts';
import type { RefusalFacts } from './remedies.ts';

const megabyte = 1024 * 1024;
/** A scanner at work all day stays below; a device that somebody misuses does not get far. */
const usualPerHour = 60;
const usualMaxSizeBytes = 25 * megabyte;

/** `name` is what it would be called; a number is put behind it where that is taken. */
export const boundsFor = (
  { peer, sender, recipient }: Pick<RefusalFacts, 'peer' | 'sender' | 'recipient'>,
  name: string,
  taken: readonly string[],
): TrustedNetwork => ({
  name: freeName(name, taken),
  network: peer,
  allowedSenders: withMore([], sender),
  recipientDomains: withMore([], domainOf(recipient)),
  messagesPerHour: usualPerHour,
  maxSizeBytes: usualMaxSizeBytes,
});

/** The bounds that it has, widened by what was refused and no more. */
export function widened(
  network: TrustedNetwork,
  { why, sender, recipient }: Pick<RefusalFacts, 'why' | 'sender' | 'recipient'>,
): TrustedNetwork {
  const { allowedSenders, recipientDomains, messagesPerHour } = network;
  if (why === 'trusted-sender')
    return { ...network, allowedSenders: withMore(allowedSenders, sender) };
  if (why === 'trusted-recipient')
    return { ...network, recipientDomains: withMore(recipientDomains, domainOf(recipient)) };
  return why === 'trusted-rate' ? { ...network, messagesPerHour: messagesPerHour * 2 } : network;
}

/** An address of this computer, whose own are `addresses`: every program on it would be trusted. */
export const isOwnPc = (network: string, addresses: readonly string[]): boolean =>
  /^(127\.|::1$)/.test(network) || addresses.includes(network);

/** One more, in small letters, where it is one and not there yet. */
function withMore(entries: readonly string[], more: string): readonly string[] {
  const entry = more.toLowerCase();
  return entry === '' || entries.includes(entry) ? entries : [...entries, entry];
}

const domainOf = (address: string): string =>
  address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : '';

function freeName(name: string, taken: readonly string[]): string {
  const lower = taken.map((one) => one.toLowerCase());
  if (!lower.includes(name.toLowerCase())) return name;
  let number = 2;
  while (lower.includes(`${name} (${number})`.toLowerCase())) number += 1;
  return `${name} (${number})`;
}
