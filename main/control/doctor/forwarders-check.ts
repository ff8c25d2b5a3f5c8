/** Whether something on this computer forwards connections, so that others look like it. */
import fs from 'node:fs';
import { anyNetworkContains, parseAddressKey } from '../../relay/net/address.ts';
import type { DoctorCheck, DoctorParts } from './check.ts';

/** Programs that forward connections make everybody look like this computer (promise 2). */
export const forwarders = ({ settings }: DoctorParts): DoctorCheck =>
  forwardersCheck(runningForwarders(), settings.get().popAuth.proxies);

/** What is said of these programs (null: nobody knows), where these addresses and networks are set as proxies. Pure. */
export function forwardersCheck(
  found: readonly string[] | null,
  proxies: readonly string[],
): DoctorCheck {
  const base = { id: 'forwarders', title: 'Forwarding programs' } as const;
  if (found === null) return { ...base, state: 'skipped', detail: 'cannot be seen on this system' };
  if (found.length === 0) return { ...base, state: 'ok', detail: 'none seen' };
  if (isThisComputer(proxies))
    return { ...base, state: 'ok', detail: 'their addresses are set as proxies' };
  return {
    ...base,
    state: 'warning',
    detail: `${found.join(', ')} runs here. If it forwards mail connections, everybody behind it looks like this computer.`,
    // In quotes: of what has a comma in it, PowerShell makes two words.
    remedy: `Then set its address as a proxy: mailroom settings set popAuth.proxies "${listWith(proxies)}"`,
  };
}

/** A proxy elsewhere says nothing about the programs here, and which of these addresses one uses is not known. */
const isThisComputer = (proxies: readonly string[]): boolean =>
  ['127.0.0.1', '::1'].every((address) => {
    const key = parseAddressKey(address);
    return key !== null && anyNetworkContains(proxies, key);
  });

/** Those that are set already stay. */
const listWith = (proxies: readonly string[]): string =>
  [...new Set([...proxies, '127.0.0.1', '::1'])].join(',');

const forwarderNames = /^(stunnel4?|haproxy|sslh|socat|rinetd|redir|nginx|tcpproxy)$/;

/** Linux only: elsewhere the system does not tell without help, and null says so. */
function runningForwarders(): string[] | null {
  if (process.platform !== 'linux') return null;
  const names = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(nameOfProcess);
  return [...new Set(names.filter((name) => forwarderNames.test(name)))];
}

function nameOfProcess(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    // It ended while we looked.
    return '';
  }
}
