import type net from 'node:net';

/**
 * Writes, and resolves when the other side may be sent more, or is gone; undefined means at once. Who waits
 * for it never holds more in memory than the socket's own buffer.
 */
export function written(socket: net.Socket, octets: Buffer | string): Promise<void> | undefined {
  if (socket.destroyed || socket.write(octets)) return undefined;
  return new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
