/**
 * Address keys: the one form in which peer addresses are compared, so that ::ffff:192.0.2.7 and
 * 192.0.2.7 are one, and every spelling of an IPv6 address too. Networks (CIDR) are compared in binary.
 */
import net from 'node:net';
import { privateNetworks } from '../../contract/private-networks.ts';

/** Canonical text of an IP address: IPv4 dotted, IPv6 compressed and lower-case, no zone, never ::ffff:. */
export type AddressKey = string & { readonly addressKey: unique symbol };

/** A parsed CIDR; an address alone is a network of one. */
export interface Network {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly prefixBits: number;
}

/** The key of an address as a socket, a person or a file spells it; null when it is none. */
export function parseAddressKey(raw: string): AddressKey | null {
  // Most peers, at each connection: nothing to change.
  if (net.isIPv4(raw)) return raw as AddressKey;
  const bare = raw.trim().replace(/^\[(.*)\]$/, '$1');
  if (net.isIPv4(bare)) return bare as AddressKey;
  const text = bare.replace(/%.*$/, '');
  if (!net.isIPv6(text)) return null;
  const value = ipv6Value(text);
  // RFC 4291 §2.5.5.2: an IPv4-mapped address is that IPv4 host seen through an IPv6 socket.
  if (value >> 32n === 0xffffn) return dotted(value & 0xffffffffn) as AddressKey;
  return compressed(value) as AddressKey;
}

/** Networks come from the settings and are asked for at each connection: few texts, read again and again. */
const parsedNetworks = new Map<string, Network | null>();
const mostParsedNetworks = 1_000;

/** Parses `192.168.1.0/24`, `fd00::/8` or a single address; null when it is neither. */
export function parseNetwork(text: string): Network | null {
  const known = parsedNetworks.get(text);
  if (known !== undefined) return known;
  const network = parseCidr(text);
  if (parsedNetworks.size >= mostParsedNetworks) parsedNetworks.clear();
  parsedNetworks.set(text, network);
  return network;
}

function parseCidr(text: string): Network | null {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const key = parseAddressKey(address);
  if (key === null || rest.length > 0) return null;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return null;
  const family = key.includes(':') ? 6 : 4;
  const widthBits = family === 4 ? 32 : 128;
  // ::ffff:192.0.2.0/120 is 192.0.2.0/24; with fewer than 96 bits it is no network of IPv4 hosts.
  const unmappedBits = family === 4 && address.includes(':') ? 96 : 0;
  const prefixBits = bits === undefined ? widthBits : Number(bits) - unmappedBits;
  if (prefixBits < 0 || prefixBits > widthBits) return null;
  return { family, base: prefixOf(valueOf(key), prefixBits, widthBits), prefixBits };
}

/** Whether the address lies in the network. */
export function networkContains(network: Network, address: AddressKey): boolean {
  const family = address.includes(':') ? 6 : 4;
  if (family !== network.family) return false;
  const widthBits = family === 4 ? 32 : 128;
  return prefixOf(valueOf(address), network.prefixBits, widthBits) === network.base;
}

/** Whether both texts are one network, however they are written. */
export function isSameNetwork(one: string, two: string): boolean {
  const [a, b] = [parseNetwork(one), parseNetwork(two)];
  if (a === null || b === null) return false;
  return a.family === b.family && a.base === b.base && a.prefixBits === b.prefixBits;
}

/** Whether any of these CIDRs holds the address; a text that is no network holds nothing. */
export function anyNetworkContains(networks: readonly string[], address: AddressKey): boolean {
  return networks.some((text) => {
    const network = parseNetwork(text);
    return network !== null && networkContains(network, address);
  });
}

/** The entry with the longest prefix that holds the address, or null. */
export function narrowestNetwork<T extends { readonly network: string }>(
  entries: readonly T[],
  address: AddressKey,
): T | null {
  let best: T | null = null;
  let bestBits = -1;
  for (const entry of entries) {
    const network = parseNetwork(entry.network);
    if (network === null || !networkContains(network, address)) continue;
    if (network.prefixBits > bestBits) [best, bestBits] = [entry, network.prefixBits];
  }
  return best;
}

/** Whether all of the network's addresses are of a kind that only an office's own network has. */
export const isPrivateNetwork = (network: Network): boolean =>
  privateNetworks.some((text) => isWithin(network, text));

function isWithin(network: Network, text: string): boolean {
  const outer = parseNetwork(text);
  if (outer === null || outer.family !== network.family) return false;
  const moreBits = network.prefixBits - outer.prefixBits;
  return moreBits >= 0 && network.base >> BigInt(moreBits) === outer.base;
}

/** Whether nobody but this computer is in it. */
export const isLoopbackNetwork = (network: Network): boolean =>
  isWithin(network, '127.0.0.0/8') || isWithin(network, '::1');

/** 127.0.0.0/8 and ::1. */
export const isLoopback = (address: AddressKey): boolean =>
  address === '::1' || address.startsWith('127.');

const prefixOf = (value: bigint, prefixBits: number, widthBits: number): bigint =>
  value >> BigInt(widthBits - prefixBits);

const valueOf = (key: AddressKey): bigint => (key.includes(':') ? ipv6Value(key) : ipv4Value(key));

/** Octet by octet: each connection and each recipient asks, and taking the text apart costs ten times as much. */
function ipv4Value(text: string): bigint {
  let value = 0;
  let octet = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === dotCode) {
      value = value * 256 + octet;
      octet = 0;
    } else octet = octet * 10 + code - zeroCode;
  }
  return BigInt(value * 256 + octet);
}

const dotCode = 0x2e;
const zeroCode = 0x30;

const dotted = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');

function ipv6Value(text: string): bigint {
  const plain = text.replace(/[\d.]+\.\d+$/, (v4) => {
    const value = ipv4Value(v4);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** RFC 5952 §4: lower-case, no leading zeros, the longest run of two or more zero groups as `::`. */
function compressed(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].map((match) => match[0]);
  const longest = runs.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  const at = text.search(new RegExp(`(^|:)${longest}(:|$)`));
  const head = text.slice(0, at);
  const rest = text.slice(at).replace(/^:/, '').slice(longest.length).replace(/^:/, '');
  return `${head}::${rest}`;
}
