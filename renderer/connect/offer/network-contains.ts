/**
 * Whether an address lies in a network (CIDR), for what the page recommends. The relay decides by its own
 * check; here IPv4 is compared bit by bit, and IPv6 as whole 16-bit groups and their bits. Pure.
 */
import { privateNetworks } from '../../../main/contract/private-networks.ts';

/** False too for texts that are no address or no network. */
export function networkContains(network: string, address: string): boolean {
  const [base = '', bits] = network.split('/');
  const from = bitsOf(base);
  const what = bitsOf(address);
  if (from === null || what?.length !== from.length) return false;
  const length = bits === undefined ? from.length : Number(bits);
  return from.slice(0, length) === what.slice(0, length);
}

export const isLoopback = (address: string): boolean =>
  address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);

/** Of the internet: behind one such address there may be a whole street. */
export const isPublic = (address: string): boolean =>
  bitsOf(address) !== null && !privateNetworks.some((network) => networkContains(network, address));

/** The address as a string of 32 or 128 zeros and ones. */
function bitsOf(address: string): string | null {
  const parts = address.split('.');
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return parts.map((part) => binary(Number(part), 8)).join('');
  return address.includes(':') ? bitsOfIpv6(address) : null;
}

function bitsOfIpv6(address: string): string | null {
  const [plain = ''] = address.split('%');
  const [before = '', after] = plain.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const gap = after === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(0, gap)).fill('0'), ...tail];
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => binary(parseInt(group, 16), 16)).join('');
}

const binary = (value: number, width: number): string => value.toString(2).padStart(width, '0');
