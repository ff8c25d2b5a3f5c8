/** The password that is kept was given for one server: no other one gets it because somebody left a field empty. */
import { ok, type Result } from '../../contract/result.ts';
import type { ProviderSettings } from '../../contract/settings.ts';
import { wantsSignIn } from './sign-in.ts';

type Place = Pick<ProviderSettings, 'kind' | 'host' | 'auth' | 'user'>;

/**
 * What becomes of the password kept for `now` where `next` comes without one. It goes with its server, also
 * where the next one wants none: else it would be there when somebody switches the sign-in on. The error for
 * a person says that `next` wants one.
 */
export function keptPassword(now: Place, next: Place): Result<'stays' | 'goes'> {
  if (now.host.toLowerCase() === next.host.toLowerCase()) return ok('stays');
  if (next.kind !== 'smarthost' || !wantsSignIn(next)) return ok('goes');
  const message =
    now.host === ''
      ? 'It is not known for which server the password that is kept was given.'
      : `The password that is kept was given for ${now.host}.`;
  const hint = `Give the password for ${next.host} as well.`;
  return {
    ok: false,
    error: { code: 'provider.password-needed', message, hint, field: 'password' },
  };
}
