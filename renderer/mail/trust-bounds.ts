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
  allowedSenders: sender === '' ? [] : [sender.toLowerCase()],
  recipientDomains: domainsOf(recipient),
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
    return { ...network, allowedSenders: [...allowedSenders, sender.toLowerCase()] };
  if (why === 'trusted-recipient')
    return { ...network, recipientDomains: [...recipientDomains, ...domainsOf(recipient)] };
  return why === 'trusted-rate' ? { ...network, messagesPerHour: messagesPerHour * 2 } : network;
}

/** This computer's own address: every program on it would be trusted. */
export const isOwnPc = (network: string): boolean => /^(127\.|::1$)/.test(network);

function domainsOf(address: string): readonly string[] {
  const domain = address.split('@')[1]?.toLowerCase() ?? '';
  return domain === '' ? [] : [domain];
}

function freeName(name: string, taken: readonly string[]): string {
  const lower = taken.map((one) => one.toLowerCase());
  if (!lower.includes(name.toLowerCase())) return name;
  let number = 2;
  while (lower.includes(`${name} (${number})`.toLowerCase())) number += 1;
  return `${name} (${number})`;
}
