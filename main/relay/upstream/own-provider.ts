/** Whether the provider that somebody typed in is this relay itself: mail would go in a circle. */
import os from 'node:os';
import type { AppError } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import { isLoopback, parseAddressKey } from '../net/address.ts';
import { ownAddresses } from '../net/own-addresses.ts';

/** The error for a person, or null. `addresses` are those of this PC. */
export function ownProviderFault(
  { provider, listeners, hostname }: Settings,
  addresses: readonly string[] = ownAddresses(),
): AppError | null {
  if (provider.kind !== 'smarthost') return null;
  const { host, port } = provider;
  const isOurPort = [listeners.relay, listeners.submission, listeners.submissions].some(
    (listener) => listener.enabled && listener.port === port,
  );
  const names = ['localhost', os.hostname(), `${os.hostname()}.local`, hostname];
  const key = parseAddressKey(host);
  const isHere =
    key === null
      ? names.some((name) => name.toLowerCase() === host.toLowerCase())
      : isLoopback(key) || addresses.includes(key);
  if (!isOurPort || !isHere) return null;
  return {
    code: 'settings.clash',
    message: `The provider ${host}:${port} is this Mailroom itself: mail would go in a circle.`,
    hint: 'Write the outgoing server that the provider names, for example smtp.example.com.',
    field: 'provider.host',
  };
}
