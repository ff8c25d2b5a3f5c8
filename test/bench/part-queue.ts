/** What a long queue costs: each further message, memory, the next start, and sending it when the provider is back. */
import type { RunningRelay } from '../helpers/running-relay.ts';
import type { Measure } from './bench.ts';
import type { Ground } from './ground.ts';
import type { SmtpLoad, SmtpResult } from './load-request.ts';
import { greetingAfterMs } from './part-start.ts';
import { cpuMs, memoryMb, pause } from './process-figures.ts';

const settleMs = 1_500;
const limitMs = 60_000;
const drained = 10_000;
/** Each is measured with so many messages more. */
const lengths = [0, 1_000, 10_000, 50_000] as const;
const sample = 2_000;

export const measureDrain: Measure = async (ground) => {
  const port = await ground.freePort();
  const relay = await ground.relay(port);
  await feed(ground, relay, drained);
  const startedAt = performance.now();
  const provider = await ground.provider(port);
  await provider.until(drained, limitMs);
  const backMs = (provider.firstAt ?? Number.NaN) - startedAt;
  return [
    { what: 'provider back to first delivery', value: backMs, unit: 'ms' },
    {
      what: '10,000 messages sent when it is back',
      value: provider.rate(drained),
      unit: 'messages/s',
    },
  ];
};

export const measureQueue: Measure = async (ground) => {
  const relay = await ground.relay(await ground.freePort());
  await pause(settleMs);
  const idle = memoryMb(relay.pid);
  const figures = [];
  let queued = 0;
  for (const length of lengths) {
    if (length > queued) await feed(ground, relay, length - queued);
    queued = Math.max(queued, length);
    if (length >= 10_000) {
      await pause(settleMs);
      const memory = memoryMb(relay.pid);
      const value = memory && idle ? memory.pss - idle.pss : null;
      figures.push({ what: `${inWords(length)} queued: memory added`, value, unit: 'MB PSS' });
    }
    const { perSecond, cpu } = await feed(ground, relay, sample);
    queued += sample;
    figures.push(
      { what: `${inWords(length)} queued: accepted`, value: perSecond, unit: 'messages/s' },
      { what: `${inWords(length)} queued: CPU`, value: cpu, unit: 'ms/message' },
    );
  }
  await relay.stop();
  const value = await greetingAfterMs(relay);
  return [...figures, { what: `start to greeting, ${inWords(queued)} queued`, value, unit: 'ms' }];
};

async function feed(ground: Ground, relay: RunningRelay, count: number) {
  const before = cpuMs(relay.pid);
  const load: SmtpLoad = {
    ...{ port: relay.ports.relay, connections: 20, isKept: true },
    ...{ sizeBytes: 4_096, count, limitMs },
  };
  const { accepted, elapsedMs } = await ground.load<SmtpResult>('smtp-load.ts', load);
  if (accepted < count) throw new Error(`only ${accepted} of ${count} messages were taken in time`);
  const after = cpuMs(relay.pid);
  const cpu = before === null || after === null ? null : (after - before) / accepted;
  return { perSecond: (accepted * 1_000) / elapsedMs, cpu };
}

const inWords = (count: number): string => count.toLocaleString('en');
