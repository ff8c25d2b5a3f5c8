/** Messages a second and how long each waits for its 250. */
import type { RunningRelay } from '../helpers/running-relay.ts';
import type { Measure } from './bench.ts';
import type { Ground } from './ground.ts';
import type { SmtpLoad, SmtpResult } from './load-request.ts';
import { cpuMs } from './process-figures.ts';
import type { Provider } from './provider.ts';

const sizeBytes = 4_096;
const runMs = 2_500;
const drainLimitMs = 30_000;
const most = 20_000;

interface Stage {
  readonly ground: Ground;
  readonly relay: RunningRelay;
  readonly provider: Provider;
}

export const measureSmtp: Measure = async (ground) => {
  const port = await ground.freePort();
  const stage = { ground, provider: await ground.provider(port), relay: await ground.relay(port) };
  // The first messages compile the code that the others run.
  await run(stage, 10, true, 500);
  const figures = [];
  for (const isKept of [true, false])
    for (const connections of [1, 10, 50])
      figures.push(...(await figuresOf(stage, connections, isKept)));
  return figures;
};

async function figuresOf(stage: Stage, connections: number, isKept: boolean) {
  const { accepted, delivered, cpu, p50Ms, p99Ms } = await run(stage, connections, isKept, runMs);
  const many = `${connections} connection${connections === 1 ? '' : 's'}`;
  const name = isKept ? `${many} kept` : `${many}, a session a message`;
  const rate = 'messages/s';
  return [
    { what: `${name}: accepted`, value: accepted, unit: rate },
    { what: `${name}: delivered`, value: delivered, unit: rate },
    { what: `${name}: CPU`, value: cpu, unit: 'ms/message' },
    { what: `${name}: end of body to 250, p50`, value: p50Ms, unit: 'ms' },
    { what: `${name}: end of body to 250, p99`, value: p99Ms, unit: 'ms' },
  ];
}

async function run(
  { ground, relay, provider }: Stage,
  connections: number,
  isKept: boolean,
  limitMs: number,
) {
  const before = provider.count;
  const [startedAt, cpuBefore] = [performance.now(), cpuMs(relay.pid)];
  const load: SmtpLoad = {
    ...{ port: relay.ports.relay, connections, isKept, sizeBytes, count: most, limitMs },
  };
  const result = await ground.load<SmtpResult>('smtp-load.ts', load);
  const doneAt = await provider.until(before + result.accepted, drainLimitMs);
  const [cpuAfter, seconds] = [cpuMs(relay.pid), (doneAt - startedAt) / 1_000];
  const cpu = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
  return {
    accepted: (result.accepted * 1_000) / result.elapsedMs,
    delivered: result.accepted / seconds,
    cpu: cpu === null ? null : cpu / result.accepted,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
  };
}
