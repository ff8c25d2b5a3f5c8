/** Addresses of this PC that clients can type: the office network first, link-local ones left out. */
import os from 'node:os';

/** IPv4 before IPv6; loopback is not among them. */
export function ownAddresses(): readonly string[] {
  const all = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  return all
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address);
}
