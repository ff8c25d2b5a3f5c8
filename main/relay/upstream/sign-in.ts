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
    const credentials = { user: provider.user, pass: password ?? '' };
    const failureOf = (error: unknown): DeliveryFailure =>
      signInFailure(error, (words) => withoutSecrets(words, credentials));
    const lost = (error: unknown): void => {
      resolve(failureOf(error));
    };
    client.once('error', lost);
    client.login({ credentials, method }, (error) => {
      client.off('error', lost);
      resolve(error ? failureOf(error) : null);
    });
  });
}

/** Shorter ones would be found in any sentence, and masking would tell them. */
const leastShown = 6;

/** Some servers repeat the line that they did not like, whole or cut off: it holds the password in base64. */
function withoutSecrets(
  words: string,
  { user, pass }: { readonly user: string; readonly pass: string },
): string {
  const sent = [`\0${user}\0${pass}`, pass].map((text) => Buffer.from(text).toString('base64'));
  const plain = pass.length < leastShown ? words : words.replaceAll(pass, '(secret)');
  return plain.replace(/[\w+/-]{6,}=*/g, (part) =>
    sent.some((line) => line.startsWith(part)) ? '(secret)' : part,
  );
}

/** What was chosen, whether offered or not; else the first offered. Nothing is sent to a peer without AUTH. */
function methodFor(client: SmtpClient, { auth }: ProviderSettings): string | null {
  if (auth !== 'auto') return auth.toUpperCase();
  return client.signInMethods.find((method) => method !== 'XOAUTH2') ?? null;
}
