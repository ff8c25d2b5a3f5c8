/**
 * Programs that are set to the other kind of port: one that encrypts from the beginning, or one that does not. They
 * break off at once, or wait in silence, and say nothing of use to who sits in front of them.
 */
import type net from 'node:net';
import { tlsMissing, tlsUnasked } from '../../contract/journal.ts';

/** Tells `tlsUnasked` of a client that begins TLS by itself. For a port that does not, before anything is read there. */
export function watchForTls(socket: net.Socket, tell: (code: string) => void): void {
  socket.once('data', (first: Buffer) => {
    if (beginsTls(first)) tell(tlsUnasked);
  });
}

/** RFC 8446 §5.1: the first octets of a handshake, in any version of TLS. */
const beginsTls = (octets: Buffer): boolean => octets[0] === 22 && octets[1] === 3;

/** For the journal: why a connection came to nothing, by its code. */
export function brokenConnection(code: string, peer: string): string {
  if (code === tlsUnasked)
    return `A program at ${peer} encrypts from the beginning, but this port does not. Set the program to STARTTLS, or to the port for SSL/TLS.`;
  if (code === tlsMissing)
    return `A program at ${peer} does not encrypt, but this port does from the beginning. Set the program to SSL/TLS, or to another port.`;
  return `A connection broke: ${code}.`;
}
