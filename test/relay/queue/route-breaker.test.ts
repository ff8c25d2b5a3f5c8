import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { RouteBreaker } from '../../../main/relay/queue/route-breaker.ts';
import type { DeliveryFailure } from '../../../main/relay/upstream/route.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { failureAt, FakeUpstream } from './fake-upstream.ts';

const second = 1_000;
const minute = 60 * second;
const nobodyListens = failureAt('connect', '', 'ECONNREFUSED');

/** A route and a provider that is asked whether it is back: it fails so, or is. */
function standWith(failure: DeliveryFailure | null) {
  const clock = new TestClock();
  const journal = new TestJournal();
  const provider = new FakeUpstream(clock);
  provider.onDial = () => failure;
  const opened: unknown[] = [];
  /** Whether the route was open, each time that the screens were told. */
  const shown: boolean[] = [];
  const breaker: RouteBreaker = new RouteBreaker({
    ...{ clock, journal, connect: () => provider.connect() },
    onOpen: (connection) => opened.push(connection),
    onChange: () => shown.push(breaker.isOpen),
  });
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await turn();
  };
  return { clock, journal, provider, breaker, opened, shown, pass };
}

test('a network that is away is asked for twice a second, after 10 minutes every 2 s, after two hours every 5 s', async () => {
  const { clock, provider, breaker, pass } = standWith(nobodyListens);
  const began = clock.now();
  breaker.trip(nobodyListens);
  while (clock.now() < began + 121 * minute) await pass(second / 2);
  const gaps = provider.dialledAt.map((at, i) => at - (provider.dialledAt[i - 1] ?? began));
  const quick = (10 * minute) / (second / 2);
  const slower = (110 * minute) / (2 * second);
  assert.ok(gaps.slice(0, quick).every((ms) => ms === second / 2));
  assert.ok(gaps.slice(quick, quick + slower).every((ms) => ms === 2 * second));
  assert.ok(gaps.slice(quick + slower).every((ms) => ms === 5 * second));
  assert.equal(gaps.length, quick + slower + 12);
});

test('what paused the route is shown with its remedy, since when, and when the provider is asked again', async () => {
  const refused = failureAt('auth', '535 5.7.8 Username and Password not accepted');
  const { clock, breaker, pass } = standWith(refused);
  const since = clock.now();
  breaker.trip(refused);
  await pass(minute);
  const { cause, remedy, ...state } = breaker.state as Record<string, unknown>;
  assert.deepEqual(state, {
    ...{ state: 'paused', by: 'fault', since, stage: 'auth', reply: refused.reply },
    nextTryAt: since + 3 * minute,
  });
  assert.match(`${String(cause)} ${String(remedy)}`, /password/);
  breaker.pause();
  await pass(minute);
  breaker.pause();
  assert.deepEqual(breaker.state, { state: 'paused', by: 'operator', since: since + minute });
});

test('a provider that is asked by hand, or fails for several at once, is asked no more often from then on', async () => {
  const { provider, breaker, pass } = standWith(nobodyListens);
  for (let workers = 0; workers < 3; workers += 1) {
    breaker.trip(nobodyListens);
    await pass(100);
  }
  breaker.probeNow();
  breaker.probeNow();
  await pass(0);
  assert.equal(provider.dialledAt.length, 1);
  for (let tenths = 0; tenths < 50; tenths += 1) await pass(100);
  assert.equal(provider.dialledAt.length, 11);
});

test('after the end nobody is asked, and a connection that comes late is closed', async () => {
  const { clock, provider, breaker, opened, pass } = standWith(null);
  let answers = (): void => undefined;
  provider.dialGate = new Promise((resolve) => (answers = resolve));
  breaker.trip(nobodyListens);
  await pass(second);
  breaker.stop();
  answers();
  await pass(second);
  assert.deepEqual([provider.dialledAt.length, provider.openCount, opened], [1, 0, []]);
  breaker.trip(nobodyListens);
  breaker.probeNow();
  assert.deepEqual([provider.dialledAt.length, clock.pending], [1, 0]);
});

test('each pause of the route is told, and each end of one, in turn', async () => {
  const busy = failureAt('connect', '421 4.3.2 too busy');
  const { journal, provider, breaker, pass } = standWith(null);
  breaker.trip(busy);
  await pass(second);
  const told = (): string[] => journal.events().map((event) => event.replace('queue.route-', ''));
  assert.deepEqual(told(), ['paused', 'open'], 'it takes connections, as before');
  breaker.trip(busy);
  assert.deepEqual(told(), ['paused', 'open', 'paused'], 'and yet no mail');
  await pass(2 * second);
  assert.equal(provider.dialledAt.length, 2);
  breaker.trip(busy);
  await pass(4 * second);
  assert.deepEqual([breaker.isOpen, provider.dialledAt.length], [true, 3]);
  assert.deepEqual(told(), ['paused', 'open', 'paused'], 'a connection proves nothing any more');
  breaker.confirm();
  assert.deepEqual(told(), ['paused', 'open', 'paused', 'open']);
});

test('the screens hear of each pause and each end of one', async () => {
  const { breaker, shown, pass } = standWith(null);
  breaker.trip(nobodyListens);
  await pass(second);
  breaker.pause();
  breaker.resume();
  assert.deepEqual(shown, [false, true, false, true]);
});

test('nothing is known of a new provider: what the old one had to prove, it has not', async () => {
  const { breaker, pass } = standWith(null);
  breaker.trip(nobodyListens);
  await pass(second);
  assert.deepEqual([breaker.isOpen, breaker.isUnproven], [true, true]);
  breaker.beginAnew();
  assert.equal(breaker.isUnproven, false);
});
