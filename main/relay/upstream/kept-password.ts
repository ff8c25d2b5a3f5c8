/** The password that is kept was given for one server: no other one gets it because somebody left a field empty. */
import type { AppError } from '../../contract/result.ts';
import type { ProviderSettings } from '../../contract/settings.ts';

type Place = Pick<ProviderSettings, 'kind' | 'host' | 'auth'>;

/** The error for a person where `next` would get the password kept for `now`, or null. */
export function keptPasswordFault(now: Place, next: Place): AppError | null {
  const isSameServer = now.host.toLowerCase() === next.host.toLowerCase();
  const signsIn = next.kind === 'smarthost' && next.auth !== 'none';
  if (now.host === '' || isSameServer || !signsIn) return null;
  return {
    code: 'provider.password-needed',
    message: `The password that is kept was given for ${now.host}.`,
    hint: `Give the password for ${next.host} as well.`,
    field: 'password',
  };
}
