import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { parseAddressKey, type AddressKey } from '../../../main/relay/net/address.ts';
import type { WindowRow } from '../../../main/relay/popauth/popauth-store.ts';
import { WindowTable } from '../../../main/relay/popauth/window-table.ts';
import type { Grant } from '../../../main/relay/popauth/windows.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { TestSettings } from '../../helpers/test-settings.ts';
import { MemoryStore } from './memory-store.ts';

const minute = 60_000;
const desk = '192.0.2.7' as AddressKey;
const laptop = '2001:db8::7' as AddressKey;
const joe: Grant = { address: desk, user: 'joe', source: 'pop3' };
const ann: Grant = { address: desk, user: 'ann', source: 'pop3' };

/** An office with a table of windows; `restart` stops the program and starts it over the same store. */
class Office {
  readonly clock = new TestClock();
  readonly settings = new TestSettings();
  readonly journal = new TestJournal();
  readonly store = new MemoryStore();
  /** Users who may sign in, with the time of their last password change. */
  readonly users = new Map([
    ['joe', 0],
    ['ann', 0],
  ]);
  table: WindowTable;

  constructor() {
    this.table = this.#newTable();
  }

  #newTable(): WindowTable {
    const { store, settings, clock, journal } = this;
    const credentialsSince = (user: string): number | null => this.users.get(user) ?? null;
    return new WindowTable({ store, settings, clock, journal, users: { credentialsSince } });
  }

  /** As after kill -9: what was not written is gone. */
  async crash(): Promise<void> {
    this.table = this.#newTable();
    await this.table.start();
  }

  async restart(offMs = 0): Promise<void> {
    await this.table.stop();
    this.clock.advance(offMs);
    this.table = this.#newTable();
    await this.table.start();
  }

  /** Lets the writes behind the answers end. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  }

  /** `joe:900000` for each open window of an address, or `unavailable`. */
  open(address: AddressKey = desk): string {
    const lookup = this.table.openFor(address);
    if (lookup.state === 'unavailable') return 'unavailable';
    const now = this.clock.now();
    return lookup.open.map(({ user, expiresAt }) => `${user}:${expiresAt - now}`).join(' ');
  }
}

async function office(t: TestContext): Promise<Office> {
  const made = new Office();
  await made.table.start();
  t.after(() => made.table.stop());
  return made;
}

test('a sign-in opens a window at once, for 15 minutes, and the last millisecond counts', async (t) => {
  const { table, clock, ...here } = await office(t);
  // Off the beat of the sweeper: what has ended is still there.
  clock.advance(minute / 2);
  assert.equal(table.grant(joe), 'granted');
  const lookup = table.openFor(desk);
  assert.equal(lookup.state === 'known' && lookup.open[0]?.user, 'joe');
  clock.advance(15 * minute - 1);
  assert.equal(table.list().length, 1);
  clock.advance(1);
  assert.equal(table.list().length, 0);
  assert.deepEqual(table.openFor(desk), {
    state: 'known',
    open: [],
    lastEnd: { at: clock.now(), how: 'expired' },
  });
  assert.equal(table.grant(joe), 'granted');
  assert.deepEqual(here.journal.events('popauth'), ['popauth.granted', 'popauth.granted']);
});

test('each sign-in renews to the full time; sending does not', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(10 * minute);
  here.table.countRelayed(desk);
  assert.equal(here.table.grant(joe), 'renewed');
  assert.equal(here.open(), `joe:${15 * minute}`);
  here.clock.advance(minute);
  here.table.countRelayed(desk);
  assert.equal(here.open(), `joe:${14 * minute}`);
  assert.equal(here.table.list()[0]?.relayed, 2);
  assert.deepEqual(here.journal.events('popauth'), ['popauth.granted', 'popauth.renewed']);
});

test('a window is for its address and no other', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  assert.equal(here.open('192.0.2.8' as AddressKey), '');
  assert.equal(here.open(parseAddressKey('::ffff:192.0.2.7')!), `joe:${15 * minute}`);
});

test('two users at one address have a window each: the end of one leaves the other', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(5 * minute);
  here.table.grant(ann);
  here.clock.advance(10 * minute);
  assert.equal(here.open(), `ann:${5 * minute}`);
  here.table.grant(joe);
  assert.equal(here.table.revokeUser('ann'), 1);
  assert.equal(here.open(), `joe:${15 * minute}`);
});

test('one user at two addresses loses both when revoked, on disk too', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.table.grant({ ...joe, address: laptop });
  assert.equal(here.table.revokeUser('joe'), 2);
  await here.restart();
  assert.equal(here.open() + here.open(laptop), '');
  assert.equal(here.store.rows.size, 0);
});

test('windows that are closed are flushed, once for all of them, before that is told', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.table.grant(ann);
  await here.table.stored();
  here.store.calls.length = 0;
  here.table.clear();
  await here.table.stored();
  assert.deepEqual(here.store.calls, [`remove ${desk} joe`, `remove ${desk} ann`, 'flush']);
});

test('an operator closes one window, those of an address, or all', async (t) => {
  const here = await office(t);
  for (const grant of [joe, ann, { ...joe, address: laptop }]) here.table.grant(grant);
  assert.equal(here.table.close(desk, 'joe'), 1);
  assert.equal(here.table.close(desk), 1);
  assert.equal(here.table.close(desk), 0);
  assert.equal(here.table.clear(), 1);
  assert.deepEqual(here.journal.events('popauth.removed').length, 3);
});

test('a window that was closed is told as closed; one that was over by then as ended', async (t) => {
  const here = await office(t);
  const endAt = (address: AddressKey): unknown => {
    const lookup = here.table.openFor(address);
    return lookup.state === 'known' && lookup.lastEnd;
  };
  here.clock.advance(minute / 2);
  here.table.grant(joe);
  here.table.grant({ ...joe, address: laptop });
  here.clock.advance(minute);
  here.table.close(desk);
  assert.deepEqual(endAt(desk), { at: here.clock.now(), how: 'closed' });
  // Over, and not swept out yet.
  here.clock.advance(14 * minute + 1_000);
  assert.equal(here.table.revokeUser('joe'), 1);
  assert.deepEqual(endAt(laptop), { at: here.clock.now() - 1_000, how: 'expired' });
  here.table.grant(joe);
  here.clock.advance(16 * minute);
  assert.deepEqual(endAt(desk), { at: here.clock.now() - minute, how: 'expired' });
});

test('a restart keeps the absolute expiry and gives no fresh window', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(5 * minute);
  await here.restart(2 * minute);
  assert.equal(here.open(), `joe:${8 * minute}`);
  await here.restart(8 * minute);
  assert.equal(here.open(), '');
  await here.settle();
  assert.equal(here.store.rows.size, 0);
});

test('a window that ended while the program was off is told as ended, and not as if there had been none', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(minute);
  here.table.grant(ann);
  const endedAt = here.clock.now() + 15 * minute;
  await here.restart(60 * minute);
  assert.deepEqual(here.table.openFor(desk), {
    state: 'known',
    open: [],
    lastEnd: { at: endedAt, how: 'expired' },
  });
  assert.deepEqual(here.table.openFor(laptop), { state: 'known', open: [] });
});

test('a row that claims to come from the future is dropped at the start', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  await here.settle();
  const row = [...here.store.rows.values()][0]!;
  const shift = (by: number): WindowRow => ({
    ...row,
    grantedAt: row.grantedAt + by,
    expiresAt: row.expiresAt + by,
  });
  await here.table.stop();
  here.store.rows.set('x', shift(1));
  here.store.rows.delete(`${desk} joe`);
  await here.restart();
  assert.equal(here.open(), '');
});

test('a clock set back does not lengthen a window, not over a restart either', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(10 * minute);
  here.clock.stepWall(-8 * minute);
  assert.equal(here.open(), `joe:${5 * minute}`);
  here.clock.advance(minute);
  await here.settle();
  // As after a crash: the sweeper has put the stored expiry right by now.
  await here.crash();
  assert.equal(here.open(), `joe:${4 * minute}`);
  here.clock.stepWall(-2 * minute);
  await here.restart();
  assert.equal(here.open(), `joe:${4 * minute}`);
});

test('a clock set back by hours ends no window early either, until the restart', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.stepWall(-5 * 60 * minute);
  assert.equal(here.open(), `joe:${15 * minute}`);
  here.clock.advance(15 * minute);
  assert.equal(here.open(), '');
});

test('sleep counts: the wall clock went on while the monotonic one stood', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.stepWall(14 * minute);
  assert.equal(here.open(), `joe:${minute}`);
  here.clock.stepWall(minute);
  assert.equal(here.open(), '');
});

test('a sleep stays counted when the clock is set back after it', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.stepWall(10 * minute);
  here.clock.advance(minute);
  here.clock.stepWall(-60 * minute);
  assert.equal(here.open(), `joe:${4 * minute}`);
  here.clock.advance(4 * minute);
  assert.equal(here.open(), '');
});

test('a window that ended by the monotonic clock does not come back at the next start', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(14 * minute);
  here.clock.stepWall(-14 * minute);
  here.clock.advance(2 * minute);
  await here.restart();
  assert.equal(here.open(), '');
});

test('a shorter window length caps live windows, a longer one extends nothing', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(2 * minute);
  here.settings.change('popAuth', { windowMinutes: 60 });
  assert.equal(here.open(), `joe:${13 * minute}`);
  await here.restart();
  assert.equal(here.open(), `joe:${13 * minute}`);
  here.settings.change('popAuth', { windowMinutes: 5 });
  assert.equal(here.open(), `joe:${3 * minute}`);
  here.settings.change('popAuth', { windowMinutes: 1 });
  assert.equal(here.open(), '');
  here.settings.change('popAuth', { windowMinutes: 60 });
  assert.equal(here.open(), '');
});

test('capping after the clock was set back gives nothing back', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(10 * minute);
  here.clock.stepWall(-8 * minute);
  here.settings.change('popAuth', { windowMinutes: 10 });
  assert.equal(here.open(), `joe:${5 * minute}`);
});

test('a length that was shortened while the program was off caps too', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(2 * minute);
  await here.table.stop();
  here.settings.change('popAuth', { windowMinutes: 3 });
  await here.restart();
  assert.equal(here.open(), `joe:${minute}`);
});

for (const change of [{ enabled: false }, { proxies: ['192.0.2.0/24'] }])
  test(`no window outlives ${JSON.stringify(change)}, set while the program was off`, async (t) => {
    const here = await office(t);
    here.table.grant(joe);
    await here.table.stop();
    here.settings.change('popAuth', change);
    await here.restart();
    assert.equal(here.open(), '');
  });

test('proxies and trusted networks get no window and no row; switched off, nobody does', async (t) => {
  const here = await office(t);
  const trusted = { name: 'lan', network: '10.0.0.0/8', messagesPerHour: 0, maxSizeBytes: 0 };
  const lists = { allowedSenders: [], recipientDomains: [] };
  here.settings.change('popAuth', { proxies: ['127.0.0.1', '::1'] });
  here.settings.change('access', { trusted: [{ ...trusted, ...lists }] });
  const at = (address: string): Grant => ({ ...joe, address: address as AddressKey });
  assert.equal(here.table.grant(at('127.0.0.1')), 'proxy');
  assert.equal(here.table.grant(at('10.1.2.3')), 'trusted-network');
  assert.equal(here.table.grant(at('127.0.0.2')), 'granted');
  here.settings.change('popAuth', { enabled: false });
  assert.equal(here.table.grant(joe), 'switched-off');
  await here.settle();
  assert.equal(here.store.rows.size, 0);
  assert.deepEqual(here.table.list(), []);
});

test('an address that becomes a proxy loses its windows for good', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.settings.change('popAuth', { proxies: ['192.0.2.0/24'] });
  here.settings.change('popAuth', { proxies: [] });
  assert.equal(here.open(), '');
});

test('a user who was removed while the password was checked gets no window', async (t) => {
  const here = await office(t);
  here.users.delete('joe');
  assert.equal(here.table.grant(joe), 'switched-off');
  assert.equal(here.open(), '');
});

for (const source of ['pop3', 'operator'] as const)
  test(`rows (${source}) from before a password change, or of a removed user, are not loaded`, async (t) => {
    const here = await office(t);
    here.table.grant({ ...joe, source });
    here.table.grant({ ...ann, source });
    here.clock.advance(minute);
    here.users.set('joe', here.clock.now());
    here.users.delete('ann');
    await here.restart();
    assert.deepEqual(here.table.openFor(desk), { state: 'known', open: [] });
  });

test('the sweeper journals what has ended and removes it from the store, and only that', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(10 * minute);
  here.table.grant(ann);
  here.clock.advance(6 * minute);
  await here.settle();
  assert.deepEqual([...here.store.rows.keys()], [`${desk} ann`]);
  assert.deepEqual(here.journal.events('popauth.expired'), ['popauth.expired']);
});

test('counted from the end of the session, a window stays open while connected', async (t) => {
  const here = await office(t);
  here.settings.change('popAuth', { countFrom: 'session-end' });
  here.table.grant(joe);
  here.table.grant(joe);
  here.clock.advance(60 * minute);
  assert.equal(here.open(), `joe:${15 * minute}`);
  here.table.sessionEnded(joe);
  here.clock.advance(20 * minute);
  assert.equal(here.table.list().length, 1);
  here.table.sessionEnded(joe);
  assert.equal(here.open(), `joe:${15 * minute}`);
  here.clock.advance(15 * minute);
  assert.equal(here.open(), '');
});

test('counted from the end of the session, a window that an operator opened has no session and ends', async (t) => {
  const here = await office(t);
  here.settings.change('popAuth', { countFrom: 'session-end' });
  here.table.grant({ ...joe, source: 'operator' });
  here.clock.advance(15 * minute);
  assert.equal(here.open(), '');
});

test('counted from the sign-in, the end of the session changes nothing', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.clock.advance(5 * minute);
  here.table.sessionEnded(joe);
  assert.equal(here.open(), `joe:${10 * minute}`);
});

test('the end of a session does not bring back a window that was revoked meanwhile', async (t) => {
  const here = await office(t);
  here.settings.change('popAuth', { countFrom: 'session-end' });
  here.table.grant(joe);
  here.table.revokeUser('joe');
  here.table.sessionEnded(joe);
  assert.equal(here.open(), '');
});

test('a store that fails: sign-in goes on, windows answer unavailable until a write succeeds', async (t) => {
  const here = await office(t);
  const told: boolean[] = [];
  here.store.isBroken = true;
  here.table.grant(joe);
  here.table.onChange(() => told.push(here.table.isAvailable));
  await here.settle();
  assert.equal(here.open(), 'unavailable');
  assert.deepEqual(told, [false]);
  assert.equal(here.table.grant(ann), 'unavailable');
  here.clock.advance(500);
  await here.settle();
  assert.equal(here.open(), 'unavailable');
  here.store.isBroken = false;
  here.clock.advance(1_000);
  await here.settle();
  assert.equal(here.open(), `joe:${15 * minute - 1_500} ann:${15 * minute - 1_500}`);
  assert.equal(here.store.rows.size, 2);
  assert.equal(told.at(-1), true);
  const events = ['popauth.store-failed', 'popauth.store-works'];
  assert.deepEqual(here.journal.events('popauth.store'), events);
  // Of who came while nobody could send it is not said that they may.
  const granted = here.journal.entries.filter(({ event }) => event === 'popauth.granted');
  assert.deepEqual(
    granted.map(({ text }) => text),
    [
      'joe may send from 192.0.2.7 for 15 minutes.',
      'ann may send from 192.0.2.7 for 15 minutes, once the POPAUTH database works again.',
    ],
  );
});

test('a store that cannot be read at the start answers unavailable, and is read again later', async (t) => {
  const before = new Office();
  await before.table.start();
  before.table.grant(joe);
  before.table.grant(ann);
  await before.table.stop();
  before.store.isBroken = true;
  await before.restart(5 * minute);
  t.after(() => before.table.stop());
  assert.equal(before.open(), 'unavailable');
  assert.equal(before.table.grant(ann), 'unavailable');
  before.clock.advance(1_000);
  await before.settle();
  before.store.isBroken = false;
  before.clock.advance(2_000);
  await before.settle();
  // Who signed in meanwhile has the new window.
  assert.equal(before.open(), `ann:${15 * minute - 3_000} joe:${10 * minute - 3_000}`);
  const told = ['popauth.store-failed', 'popauth.store-works'];
  assert.deepEqual(before.journal.events('popauth.store'), told);
});

test('who was revoked while the store could not be read does not come back with it', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  await here.table.stop();
  here.store.isBroken = true;
  await here.restart();
  here.table.revokeUser('joe');
  here.store.isBroken = false;
  here.clock.advance(1_000);
  await here.settle();
  assert.deepEqual(here.table.openFor(desk), { state: 'known', open: [] });
  assert.equal(here.store.rows.size, 0);
});

test('what was closed while the store failed is written at the stop', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  await here.settle();
  here.store.isBroken = true;
  here.table.close(desk);
  await here.settle();
  here.store.isBroken = false;
  await here.table.stop();
  assert.equal(here.store.rows.size, 0);
});

test('a setting that says nothing of windows costs none while the store cannot be read', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  await here.table.stop();
  here.store.isBroken = true;
  await here.restart();
  here.settings.change('office', { language: 'de' });
  here.settings.change('access', { cramMd5: true });
  here.store.isBroken = false;
  here.clock.advance(1_000);
  await here.settle();
  assert.equal(here.open(), `joe:${15 * minute - 1_000}`);
});

test('renewals that come faster than the disk are written once, the last one', async (t) => {
  const here = await office(t);
  await here.settle();
  here.store.calls.length = 0;
  for (let count = 0; count < 100; count += 1) here.table.grant(joe);
  here.table.grant(ann);
  await here.settle();
  const puts = here.store.calls.filter((call) => call === `put ${desk} joe`).length;
  assert.ok(puts <= 2, `${puts} writes`);
  assert.equal(here.store.rows.size, 2);
});

test('renewals of a program that polls without pause share writes; a stop writes the last, a revocation overtakes it', async (t) => {
  const here = await office(t);
  here.table.grant(joe);
  here.table.grant(ann);
  await here.settle();
  here.store.calls.length = 0;
  for (let count = 0; count < 100; count += 1) {
    here.clock.advance(10);
    here.table.grant(joe);
    await here.settle();
  }
  assert.ok(here.store.calls.length >= 4, 'they do not wait for ever');
  assert.ok(here.store.calls.length <= 6, here.store.calls.join());
  here.table.grant(ann);
  here.table.revokeUser('ann');
  await here.settle();
  assert.deepEqual([...here.store.rows.keys()], [`${desk} joe`]);
  await here.restart();
  assert.equal(here.open(), `joe:${15 * 60_000}`);
  here.clock.advance(1_000);
  assert.deepEqual([...here.store.rows.keys()], [`${desk} joe`]);
});
