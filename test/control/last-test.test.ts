import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { LastTest } from '../../main/control/last-test.ts';

const step = (id: CheckView['id'], state: CheckView['state'], detail = ''): CheckView => ({
  ...{ id, title: id, state, detail },
});
const refused = [step('name', 'ok'), step('connect', 'failed'), step('mail', 'skipped')];
const passed = [
  step('name', 'ok'),
  step('connect', 'ok'),
  step('mail', 'skipped', 'not asked for'),
];
const stopped = [step('name', 'ok'), step('connect', 'skipped', 'stopped')];

/** A provider that has just failed its test. */
function office() {
  let settings: Settings = defaultSettings;
  const listeners: ((entry: JournalEntry) => void)[] = [];
  const lastTest = new LastTest({
    settings: { get: () => settings },
    journal: {
      onEntry: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
  });
  lastTest.begin()(refused);
  return {
    lastTest,
    isKnown: () => lastTest.failed !== null,
    change: (change: Partial<Settings>) => (settings = { ...settings, ...change }),
    happens: (event: string, data: Record<string, string> = {}) =>
      listeners.forEach((tell) => tell({ ...{ at: 0, level: 'info', event, text: '' }, data })),
  };
}

test('what failed is known until a test passes, mail goes out, or another provider is set', () => {
  const known = office();
  assert.equal(known.lastTest.failed?.id, 'connect');
  known.happens('queue.delivered', { mailbox: 'joe' });
  known.happens('smtp.accepted');
  known.change({ journal: { keepDays: 7 } });
  known.lastTest.begin()(stopped);
  assert.ok(known.isKnown(), 'none of these says anything of the provider');

  const retested = office();
  retested.lastTest.begin()(passed);
  assert.ok(!retested.isKnown());

  const sent = office();
  sent.happens('queue.delivered');
  assert.ok(!sent.isKnown());

  const back = office();
  back.happens('queue.route-open');
  assert.ok(!back.isKnown());

  const other = office();
  other.change({ provider: { ...defaultSettings.provider, host: 'smtp.example.com' } });
  assert.ok(!other.isKnown());
});

test('a test says nothing of a provider that was set while it ran, nor of another password', () => {
  for (const set of [
    ({ change }: ReturnType<typeof office>) =>
      change({ provider: { ...defaultSettings.provider, host: 'smtp.example.com' } }),
    ({ lastTest }: ReturnType<typeof office>) => lastTest.forget(),
  ]) {
    const known = office();
    const ended = known.lastTest.begin();
    set(known);
    ended(refused);
    assert.ok(!known.isKnown());
  }
});

test('a test mail that is refused says nothing against the provider', () => {
  const { lastTest, isKnown } = office();
  lastTest.begin()([step('connect', 'ok'), step('provider.mail', 'failed')]);
  assert.ok(!isKnown());
});
