/** Large messages: octets a second, and the most memory that they take. */
import type { Measure } from './bench.ts';
import type { SmtpLoad, SmtpResult } from './load-request.ts';
import { watchPeakMb } from './process-figures.ts';

const mebibyte = 1 << 20;
const drainLimitMs = 60_000;

export const measureLargeMail: Measure = async (ground) => {
  const port = await ground.freePort();
  const provider = await ground.provider(port);
  const relay = await ground.relay(port);
  const figures = [];
  for (const [size, connections, count] of [
    [1, 4, 60],
    [20, 2, 8],
  ] as const) {
    const before = provider.count;
    const peakMb = watchPeakMb(relay.pid);
    const startedAt = performance.now();
    const load: SmtpLoad = {
      ...{ port: relay.ports.relay, connections, isKept: true },
      ...{ sizeBytes: size * mebibyte, count, limitMs: drainLimitMs },
    };
    const { accepted } = await ground.load<SmtpResult>('smtp-load.ts', load);
    const seconds = ((await provider.until(before + accepted, drainLimitMs)) - startedAt) / 1_000;
    const what = `messages of ${size} MiB, ${connections} at once`;
    figures.push(
      {
        what: `${what}: delivered`,
        value: (accepted * size * mebibyte) / 1e6 / seconds,
        unit: 'MB/s',
      },
      { what: `${what}: most memory`, value: peakMb(), unit: 'MB RSS' },
    );
  }
  return figures;
};
