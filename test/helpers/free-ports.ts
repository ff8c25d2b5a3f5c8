/**
 * Ports for a server that starts later. Below those that systems give to outgoing connections (32768 and up on
 * Linux, 49152 on others): one of these could be gone by the time the server starts, or starts again.
 */
import net from 'node:net';

const [first, count] = [10_000, 22_000];
// Test files run side by side, each in a process of its own: each begins elsewhere.
let next = (process.pid * 613) % count;

/** So many ports of loopback on which nobody listens; never the same one twice. */
export async function freePorts(wanted: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tries = 0; ports.length < wanted; tries += 1) {
    if (tries === count) throw new Error('No port is free');
    // Others may look at the same time.
    const port = first + (next = (next + 1) % count);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
