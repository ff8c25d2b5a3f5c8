/**
 * What the window costs, measured in the real app: `node build/node24.mjs test/bench/window.ts`, after
 * `npm run build`, on a machine that does nothing else. Prints two tables.
 *
 * Frames: 10,000 messages in the lists, 50 events a second, while the list scrolls. Wanted: under 50 ms.
 * Throughput: the same load with the window open and without one, in turns. Wanted: within 5 %.
 */
import { test, type TestContext } from 'node:test';
import { controlPath } from '../../main/control/control-path.ts';
import { ControlClient } from '../../main/control/socket-client.ts';
import { writeBusyJournal } from '../helpers/busy-office.ts';
import { DesktopApp, needsElectron } from '../helpers/desktop-app.ts';
import { talk } from '../helpers/filled-office.ts';
import { until } from '../helpers/running-relay.ts';
import { Sink } from '../helpers/sink.ts';
import { measureFrames, type Frames } from './frames.ts';
import { sendMany, sendSteadily } from './load.ts';

const rows = 10_000;
const secondsEach = Number(process.env['BENCH_SECONDS'] ?? 8);
const roundsWanted = Number(process.env['BENCH_ROUNDS'] ?? 6);
const messagesEach = Number(process.env['BENCH_MESSAGES'] ?? 4_000);
const skip = needsElectron();

function openOffice(
  t: TestContext,
  options: { readonly settings: readonly string[]; readonly isHidden?: boolean },
): Promise<DesktopApp> {
  return DesktopApp.launch(t, {
    settings: options.settings,
    prepare: (folder) => writeBusyJournal(folder, { sent: rows, bounced: 2_000, refused: 5_000 }),
    ...(options.isHidden === true ? { isHidden: true, args: ['--hidden'] } : {}),
  });
}

/** Through the door of the command line, since a hidden app has no page to ask. */
async function letJoeSend({ dataFolder, ports }: DesktopApp): Promise<ControlClient> {
  let client: ControlClient | null = null;
  await until('the relay answers', async () => {
    client ??= await ControlClient.open(controlPath(dataFolder));
    return client !== null;
  });
  const relay = client as unknown as ControlClient;
  await relay.request('users:add', { name: 'joe', password: 'secret' });
  await talk(ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
  return relay;
}

const pages: readonly (readonly [name: string, place: string])[] = [
  ['Mail, waiting', 'mail?kind=waiting'],
  ['Overview', 'overview'],
  ['Mail, sent', 'mail?kind=sent'],
  ['Mail, refused', 'mail?kind=refused'],
  ['Activity', 'activity'],
];

test('frames while 50 events a second come in', { skip, timeout: 600_000 }, async (t) => {
  const sink = await Sink.start(t);
  const office = await openOffice(t, { settings: sink.settings() });
  const relay = await letJoeSend(office);
  t.after(() => relay.close());
  await relay.request('queue:pause', {});
  await sendMany(office.ports.relay, rows);
  const found: Record<string, Record<string, number>> = {};
  for (const [name, place] of pages) {
    // Of what waits nothing may leave; elsewhere each message makes two events, taken in and sent.
    const isWaiting = place.includes('waiting');
    if (isWaiting) await relay.request('queue:pause', {});
    await office.page.evaluate((to) => {
      window.location.hash = `#/${to}`;
    }, place);
    await office.page.waitForTimeout(1_000);
    found[`${name}, quiet`] = shown(await measureFrames(office.page, secondsEach));
    const stop = sendSteadily(office.ports.relay, isWaiting ? 50 : 25);
    found[`${name}, 50 events/s`] = shown(await measureFrames(office.page, secondsEach));
    const sent = await stop();
    console.log(`${name}: ${(sent / secondsEach).toFixed(1)} messages a second came in`);
    if (isWaiting) await emptyQueue(relay);
  }
  console.table(found);
});

const shown = (frames: Frames): Record<string, number> =>
  Object.fromEntries(
    Object.entries(frames).map(([name, value]) => [name, Math.round(value * 10) / 10]),
  );

async function emptyQueue(relay: ControlClient): Promise<void> {
  await relay.request('queue:resume', {});
  await until(
    'the queue is empty',
    async () => {
      const status = await relay.request('status:get', {});
      const { waiting, sending } = status.ok ? status.value.queue : { waiting: 1, sending: 0 };
      return waiting + sending === 0;
    },
    120_000,
  );
}

test('throughput with and without a window', { skip, timeout: 900_000 }, async (t) => {
  const sink = await Sink.start(t);
  const settings = sink.settings();
  const offices = {
    'without a window': await openOffice(t, { settings, isHidden: true }),
    'with the overview open': await openOffice(t, { settings }),
    'with the list of sent mail open': await openOffice(t, { settings }),
  };
  await offices['with the list of sent mail open'].page.evaluate(() => {
    window.location.hash = '#/mail?kind=sent';
  });
  for (const office of Object.values(offices)) {
    const relay = await letJoeSend(office);
    t.after(() => relay.close());
  }
  const rounds: Record<string, Round[]> = {};
  for (let round = -1; round < roundsWanted; round += 1)
    for (const [name, office] of Object.entries(offices)) {
      const measured = await measureRound(office, sink);
      // The first round warms up.
      if (round >= 0) (rounds[name] ??= []).push(measured);
    }
  const base = rounds['without a window'] ?? [];
  console.table(
    Object.fromEntries(Object.entries(rounds).map(([name, each]) => [name, summary(each, base)])),
  );
});

interface Round {
  /** Messages a second. */
  readonly rate: number;
  /** CPU ms a message in the process of the relay, and in those of the window. */
  readonly relayMs: number;
  readonly windowMs: number;
}

function summary(each: readonly Round[], base: readonly Round[]): Record<string, number | string> {
  const rates = each.map(({ rate }) => rate);
  const ratios = rates.map((rate, round) => rate / (base[round]?.rate ?? rate));
  return {
    'messages/s': Math.round(median(rates)),
    range: `${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))}`,
    'to the first': Number(median(ratios).toFixed(3)),
    'CPU ms a message, relay': Number(median(each.map(({ relayMs }) => relayMs)).toFixed(3)),
    'window and drawing': Number(median(each.map(({ windowMs }) => windowMs)).toFixed(3)),
  };
}

/** From the first message handed over to the last at the provider. */
async function measureRound(office: DesktopApp, sink: Sink): Promise<Round> {
  sink.messages.length = 0;
  const before = await cpuSeconds(office);
  const startedAt = performance.now();
  await sendMany(office.ports.relay, messagesEach);
  await until('all are at the provider', () => sink.messages.length >= messagesEach, 120_000);
  const rate = (messagesEach * 1_000) / (performance.now() - startedAt);
  const after = await cpuSeconds(office);
  const each = (seconds: number): number => (seconds * 1_000) / messagesEach;
  return {
    rate,
    relayMs: each(after.relay - before.relay),
    windowMs: each(after.window - before.window),
  };
}

/** CPU time so far: of the process that hosts the relay, and of all others (page, graphics, network). */
async function cpuSeconds(office: DesktopApp): Promise<{ relay: number; window: number }> {
  const metrics = await office.inMain(({ app }) =>
    app
      .getAppMetrics()
      .map(({ type, cpu }) => ({ type, seconds: cpu.cumulativeCPUUsage ?? Number.NaN })),
  );
  const sum = (isRelay: boolean): number =>
    metrics
      .filter(({ type }) => (type === 'Browser') === isRelay)
      .reduce((so, { seconds }) => so + seconds, 0);
  return { relay: sum(true), window: sum(false) };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
