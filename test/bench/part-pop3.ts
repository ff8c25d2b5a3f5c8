/** Sign-ins a second, and mailboxes with many messages. */
import type { Measure } from './bench.ts';
import type { DownloadResult, ListingResult, Pop3Load, SessionsResult } from './load-request.ts';
import { cpuMs } from './process-figures.ts';

const people = Array.from({ length: 10 }, (_, n) => `person${n}`);
const boxes = [
  ...people.map((user) => ({ user, count: 10, sizeBytes: 4_096 })),
  { user: 'many', count: 10_000, sizeBytes: 2_048 },
  { user: 'fetch', count: 1_000, sizeBytes: 4_096 },
];
const runMs = 2_500;
/** A mailbox is open in one session at a time (RFC 1939 §4): the last crowd waits in line for it. */
const crowds = [
  { connections: 1, users: people, as: '1 at once' },
  { connections: 10, users: people, as: '10 at once' },
  { connections: 10, users: people.slice(0, 1), as: '10 at once, one mailbox' },
];

export const measurePop3: Measure = async (ground) => {
  const relay = await ground.relay(await ground.freePort(), boxes);
  const port = relay.ports.pop3;
  const ask = <Result>(load: Pop3Load): Promise<Result> => ground.load('pop3-load.ts', load);
  const sessions = (
    users: readonly string[],
    connections: number,
    limitMs: number,
  ): Promise<SessionsResult> => ask({ kind: 'sessions', port, users, connections, limitMs });
  const first = await sessions(people, 1, 0);
  await sessions(people, 10, 500);
  const figures = [{ what: 'PASS, the first time', value: first.passP50Ms, unit: 'ms' }];
  for (const { connections, users, as } of crowds) {
    const before = cpuMs(relay.pid);
    const { perSecond, passP50Ms, passP99Ms } = await sessions(users, connections, runMs);
    const after = cpuMs(relay.pid);
    const cpu = before === null || after === null ? Number.NaN : after - before;
    const name = `sign-in, STAT, QUIT; ${as}`;
    figures.push(
      { what: name, value: perSecond, unit: 'sessions/s' },
      { what: `${name}: CPU`, value: cpu / (perSecond * (runMs / 1_000)), unit: 'ms/session' },
      { what: `${name}: PASS p50`, value: passP50Ms, unit: 'ms' },
      { what: `${name}: PASS p99`, value: passP99Ms, unit: 'ms' },
    );
  }
  const cold = await ask<ListingResult>({ kind: 'listing', port, user: 'many' });
  const warm = await ask<ListingResult>({ kind: 'listing', port, user: 'many' });
  const { mbPerSecond } = await ask<DownloadResult>({ kind: 'download', port, user: 'fetch' });
  return [
    ...figures,
    { what: '10,000 messages: sign-in and STAT, first time', value: cold.signInMs, unit: 'ms' },
    { what: '10,000 messages: sign-in and STAT, again', value: warm.signInMs, unit: 'ms' },
    { what: '10,000 messages: LIST', value: warm.listMs, unit: 'ms' },
    { what: '10,000 messages: UIDL', value: warm.uidlMs, unit: 'ms' },
    { what: '1,000 messages of 4 KiB fetched', value: mbPerSecond, unit: 'MB/s' },
  ];
};
