/** Listens on a port, with clear faults. */
import type net from 'node:net';
import { listenFault } from '../lifecycle/service-fault.ts';

/** '' as host means all addresses; where this PC has no IPv6, all of IPv4. Rejects with a ServiceFault. */
export async function listenTcp(
  server: net.Server,
  host: string,
  port: number,
): Promise<net.Server> {
  try {
    await listenOnce(server, host === '' ? '::' : host, port);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const lacksIpv6 = host === '' && (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL');
    if (!lacksIpv6) throw listenFault(error as NodeJS.ErrnoException, port);
    await listenOnce(server, '0.0.0.0', port).catch((cause: unknown) => {
      throw listenFault(cause as NodeJS.ErrnoException, port);
    });
  }
  return server;
}

function listenOnce(server: net.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 1_024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
