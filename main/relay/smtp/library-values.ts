/** Between the values of the smtp-server package and ours. */
import type net from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { SMTPServerAuthentication } from 'smtp-server';
import type { Credentials } from '../users/users.ts';
import type { Reply } from './reply.ts';
import type { TlsFacts } from './session.ts';
import type { SignInAttempt } from './sign-in.ts';

/** A reply as the library wants to be told of it; null: all is well. */
export const errorOf = (reply: Reply | null): Error | null =>
  reply && Object.assign(new Error(`${reply.status} ${reply.text}`), { responseCode: reply.code });

/** What came with AUTH. */
export const attemptOf = (auth: SMTPServerAuthentication): SignInAttempt => ({
  method: auth.method,
  credentials: credentialsOf(auth),
  actAs: auth.authcid ? (auth.authzid ?? '') : '',
});

function credentialsOf(auth: SMTPServerAuthentication): Credentials {
  const user = auth.username ?? '';
  if (auth.method !== 'CRAM-MD5') {
    const method = auth.method === 'LOGIN' ? 'LOGIN' : 'PLAIN';
    return { kind: 'password', method, user, password: auth.password ?? '' };
  }
  const { challenge = '', challengeResponse: digest = '' } = auth;
  return { kind: 'cram-md5', user, challenge, digest };
}

/** How the socket is encrypted, or null where it is not. */
export function tlsOf(socket: net.Socket | TLSSocket): TlsFacts | null {
  if (!('getCipher' in socket)) return null;
  // The version inside getCipher() is the one that first had the cipher, not the one in use.
  return { version: socket.getProtocol() ?? 'TLS', cipher: socket.getCipher().name };
}
