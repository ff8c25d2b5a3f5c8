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

/** As Linux has them, 15 characters long. The second line brings a service of this computer to the internet. */
const forwarderNames: ReadonlySet<string> = new Set([
  ...['stunnel', 'stunnel4', 'haproxy', 'sslh', 'socat', 'rinetd', 'redir', 'nginx', 'tcpproxy'],
  ...['xinetd', 'systemd-socket-', 'traefik', 'envoy', 'frpc', 'ngrok', 'cloudflared'],
]);

/**
 * Whether a program forwards connections, by the name that the system has and its words. `ssh` does where it was told
 * to; most of the time it is somebody at work. Pure.
 */
export const isForwarder = (name: string, words: readonly string[]): boolean =>
  forwarderNames.has(name) || (name === 'ssh' && words.some((word) => forwardsOfSsh.test(word)));

/** Its switches without a value may stand before the letter, as in `-NL 25:pc:25`. */
const forwardsOfSsh = /^-[46AaCfGgKkMNnqsTtVvXxYy]*[LR]|(Local|Remote)Forward/;

/** Linux only: elsewhere the system does not tell without help, and null says so. */
function runningForwarders(): string[] | null {
  if (process.platform !== 'linux') return null;
  const found = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(forwarderAt);
  return [...new Set(found.filter((name) => name !== ''))];
}

/** Its name; '' for any other program. */
function forwarderAt(pid: string): string {
  try {
    const name = fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return isForwarder(name, words) ? name : '';
  } catch {
    // It ended while we looked.
    return '';
  }
}
