/** What keeps a window from being opened or loaded, by settings and people as they are now. Pure. */
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { anyNetworkContains, narrowestNetwork } from '../net/address.ts';
import { leftMs, type LiveWindow } from './live-window.ts';
import type { Grant, GrantOutcome } from './windows.ts';

/** What the windows need to know of people. */
export interface CredentialHolders {
  /**
   * Epoch ms since when the user's present password and state hold; null where there is no such user or
   * it is disabled. A window granted before that is not loaded.
   */
  credentialsSince(user: string): number | null;
}

/** Why this may have no window, or null. */
export function barredBy(
  grant: Grant,
  { popAuth, access }: Settings,
  users: CredentialHolders,
): GrantOutcome | null {
  if (!popAuth.enabled) return 'switched-off';
  if (anyNetworkContains(popAuth.proxies, grant.address)) return 'proxy';
  if (narrowestNetwork(access.trusted, grant.address)) return 'trusted-network';
  // The user may have been removed or disabled while the password was checked.
  const isGone = users.credentialsSince(grant.user) === null;
  return isGone && grant.source === 'pop3' ? 'switched-off' : null;
}

/** Whether a stored window, measured anew, still lets somebody send. */
export function isLoadable(
  row: LiveWindow,
  { clock, settings, users }: { clock: Clock; settings: Settings; users: CredentialHolders },
): boolean {
  // Granted in the future: the clock was set back since, and nobody knows what is left.
  if (leftMs(row, clock) <= 0 || row.grantedAt > clock.now()) return false;
  if (barredBy(row, settings, users) !== null) return false;
  const since = users.credentialsSince(row.user);
  return since !== null && row.grantedAt >= since;
}
