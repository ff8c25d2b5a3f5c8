/** From the start of the program to its greeting, and what it then takes. */
import net from 'node:net';
import type { RunningRelay } from '../helpers/running-relay.ts';
import type { Measure } from './bench.ts';
import { memoryMb, pause } from './process-figures.ts';

const settleMs = 1_500;

export const measureStart: Measure = async (ground) => {
  const port = await ground.freePort();
  const relay = await ground.relay(port);
  await pause(settleMs);
  const idle = memoryMb(relay.pid);
  await relay.stop();
  const startMs = await greetingAfterMs(relay);
  return [
    { what: 'start to greeting, nothing queued', value: startMs, unit: 'ms' },
    { what: 'idle', value: idle?.rss ?? null, unit: 'MB RSS' },
    { what: 'idle', value: idle?.pss ?? null, unit: 'MB PSS' },
  ];
};

/** Starts a relay that was stopped; resolves to how long it took to greet on its SMTP port. */
export async function greetingAfterMs(relay: RunningRelay): Promise<number> {
  const startedAt = performance.now();
  const [greetedAt] = await Promise.all([greeted(relay.ports.relay), relay.restart()]);
  return greetedAt - startedAt;
}

async function greeted(port: number): Promise<number> {
  for (;;) {
    const at = await new Promise<number | null>((resolve) => {
      const socket = net.connect({ port, host: '127.0.0.1' });
      socket.once('error', () => resolve(null));
      socket.once('data', () => {
        resolve(performance.now());
        socket.destroy();
      });
    });
    if (at !== null) return at;
    await pause(2);
  }
}
