/** Signs in to the provider. Decides whether a password may leave at all; never writes one anywhere. */
import type { ProviderSettings } from '../../contract/settings.ts';
import { ownRefusal, signInFailure } from './failures.ts';
import type { DeliveryFailure } from './route.ts';
import type { SmtpClient } from './smtp-client.ts';

/** Whether these settings ask for a sign-in. */
export const wantsSignIn = ({ auth, user }: Pick<ProviderSettings, 'auth' | 'user'>): boolean =>
  auth !== 'none' && user !== '';

/** Why the password must not be sent, before anything is dialled; null where it may. */
export function signInFault(
  provider: ProviderSettings,
  password: string | null,
): DeliveryFailure | null {
  if (!wantsSignIn(provider)) return null;
  if (provider.tls === 'none' && !provider.allowPlaintextPassword)
    return ownRefusal(
      'auth',
      'EPLAINTEXT',
      'The password is not sent over a connection without encryption.',
    );
  if (password === null || password === '')
    return ownRefusal('auth', 'ENOPASSWORD', 'No password for the provider is kept here.');
  // RFC 4616 §2: NUL parts the fields of PLAIN, so one inside would sign in as somebody else.
  return `${provider.user}${password}`.includes('\0')
    ? ownRefusal(
        'auth',
        'ENOPASSWORD',
        'User name or password holds a character that no provider takes.',
      )
    : null;
}

/** Resolves to null when signed in, or when no sign-in is asked for. */
export function signIn(
  client: SmtpClient,
  provider: ProviderSettings,
  password: string | null,
): Promise<DeliveryFailure | null> {
  if (!wantsSignIn(provider)) return Promise.resolve(null);
  const method = methodFor(client, provider);
  if (method === null)
    return Promise.resolve(
      ownRefusal('auth', 'ENOAUTH', 'The provider offers no way to sign in that we know here.'),
    );
  return new Promise((resolve) => {
    const lost = (error: unknown): void => {
      resolve(signInFailure(error));
    };
    client.once('error', lost);
    const credentials = { user: provider.user, pass: password ?? '' };
    client.login({ credentials, method }, (error) => {
      client.off('error', lost);
      resolve(error ? signInFailure(error) : null);
    });
  });
}

/** What was chosen, whether offered or not; else the first offered. Nothing is sent to a peer without AUTH. */
function methodFor(client: SmtpClient, { auth }: ProviderSettings): string | null {
  if (auth !== 'auto') return auth.toUpperCase();
  return client.signInMethods.find((method) => method !== 'XOAUTH2') ?? null;
}
