/** The server side of TLS on a connection that is open already: at once (implicit) or after STLS. */
import type net from 'node:net';
import tls from 'node:tls';
import { tlsMissing } from '../../contract/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';

/** A client that began TLS and does not go on holds a connection: a slow line needs seconds, not minutes. */
const handshakeMs = 30_000;

/** What became of the handshake; one of the two is called, once. */
export interface HandshakeHooks {
  readonly ready?: (secure: tls.TLSSocket) => void;
  /**
   * The client broke the handshake off, with OpenSSL's code: it may not trust the certificate. Or it said nothing,
   * with `tlsMissing`.
   */
  readonly failed: (code: string) => void;
}

/**
 * Begins TLS. Octets that were read ahead are thrown away: what came in the clear must not count inside
 * (CVE-2011-0411). `ready` is called when the handshake is done; where it fails, the socket is destroyed.
 */
export function startServerTls(
  plain: net.Socket,
  secureContext: tls.SecureContext,
  clock: Clock,
  { ready, failed }: HandshakeHooks,
): tls.TLSSocket {
  while (plain.read() !== null);
  const secure = new tls.TLSSocket(plain, { isServer: true, secureContext });
  const cancel = clock.after(handshakeMs, () => {
    if (plain.bytesRead === 0) failed(tlsMissing);
    secure.destroy();
  });
  let isDone = false;
  // Somebody who does not speak TLS is no fault of the listener.
  secure.on('error', (error: NodeJS.ErrnoException) => {
    if (!isDone && error.code?.startsWith('ERR_SSL') === true) failed(error.code);
    secure.destroy();
  });
  // Half open as it is, it would keep its place until the time is over.
  secure.once('end', () => {
    if (!isDone) secure.destroy();
  });
  secure.once('close', () => {
    cancel();
    plain.destroy();
  });
  secure.once('secure', () => {
    cancel();
    isDone = true;
    ready?.(secure);
  });
  return secure;
}
