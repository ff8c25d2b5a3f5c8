/** What was trusted of one server is not true of another: what to set back when the host changes. Pure. */
import type { ProviderSettings } from './settings.ts';

type Server = Pick<ProviderSettings, 'host'>;

/** Host names know no capitals (RFC 4343). */
export const isSameHost = (one: Server, other: Server): boolean =>
  one.host.toLowerCase() === other.host.toLowerCase();

/** What a new server begins with. The password that was typed for the one before goes, too. */
export const untrusted = { fingerprint: '', allowPlaintextPassword: false };
