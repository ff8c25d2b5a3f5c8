/** What was trusted of one server is not true of another: what to set back when the host changes. Pure. */
import type { ProviderSettings } from '../../main/contract/settings.ts';

type Server = Pick<ProviderSettings, 'host'>;

export const isSameHost = (one: Server, other: Server): boolean =>
  one.host.toLowerCase() === other.host.toLowerCase();

/** The password that was typed for the server before goes, too. */
export const untrusted = { fingerprint: '', allowPlaintextPassword: false };
