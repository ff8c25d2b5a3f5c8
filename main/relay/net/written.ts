import type net from 'node:net';

/** Who writes on without waiting shares one wait, however often. */
const waits = new WeakMap<net.Socket, Promise<void>>();

/**
 * Writes, and resolves when the other side may be sent more, or is gone; undefined means at once. Who waits
 * for it never holds more in memory than the socket's own buffer.
 */
export function written(socket: net.Socket, octets: Buffer | string): Promise<void> | undefined {
  if (socket.destroyed || socket.write(octets)) return undefined;
  const wait = waits.get(socket) ?? drained(socket);
  waits.set(socket, wait);
  return wait;
}

const drained = (socket: net.Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      waits.delete(socket);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
