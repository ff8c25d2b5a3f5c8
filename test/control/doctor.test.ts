import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { CheckView } from '../../main/contract/status.ts';
import type { DoctorParts } from '../../main/control/doctor/check.ts';
import { runDoctor } from '../../main/control/doctor/doctor.ts';
import { freePorts } from '../helpers/free-ports.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TestClock } from '../helpers/test-clock.ts';
import { TestSettings } from '../helpers/test-settings.ts';

const warned: CheckView = { id: 'relay', title: 'Mailroom', state: 'warning', detail: 'is away' };

/** A relay of which nothing runs, or that does not run at all. */
function office(t: TestContext, parts: object = {}) {
  const settings = new TestSettings();
  const all = {
    ...{
      settings,
      clock: new TestClock(),
      dataFolder: tempFolder(t),
      hostname: () => 'pc.example',
    },
    services: { statuses: () => [] },
    secrets: { get: () => Promise.reject(new Error('It is sealed.')), isProtected: true },
    users: { list: () => [] },
    windows: { isAvailable: true },
    journal: { fault: null },
    ...parts,
  };
  return { settings, parts: all as unknown as DoctorParts };
}

/** The visit; it is ended as `last` is told. */
async function visit(parts: DoctorParts, last = '') {
  const told: CheckView[] = [];
  const stop = new AbortController();
  const done = await runDoctor(parts, {
    onCheck: (check) => {
      told.push(check);
      if (check.id === last) stop.abort();
    },
    signal: stop.signal,
  });
  assert.deepEqual(done, told, 'what is told one by one is the answer, too');
  return told;
}

const ids = (checks: readonly CheckView[]): string[] => checks.map(({ id }) => id);
const listeners = ['pop3', 'pop3s', 'relay', 'submission', 'submissions'].map(
  (name) => `listener.${name}`,
);
const always = [
  ...['addresses', 'disk', 'clock', 'folder', 'secrets', 'users', 'forwarders', 'plaintext'],
  ...['trusted', 'blocks', 'journal', 'queue', 'sending', 'popauth'],
];

test('of a relay that does not run all is looked at that can be, what is known already first', async (t) => {
  const { parts } = office(t, { stopped: [warned] });
  const told = await visit(parts);
  assert.deepEqual(ids(told), ['relay', ...listeners, ...always, 'provider']);
  assert.equal(told.at(-1)?.detail, 'the practice provider runs with Mailroom');
});

test('of a running relay the certificate is looked at, and a settings file that was damaged', async (t) => {
  const { parts } = office(t, {
    certificates: { status: { state: 'running' } },
    settingsNotice: () => 'It was damaged.',
  });
  const told = await visit(parts);
  assert.deepEqual(ids(told), ['settings', ...listeners, 'certificate', ...always, 'provider']);
  assert.equal(told.at(-1)?.state, 'failed', 'its practice provider does not run');
});

test('a check that breaks says so in its place, and all others are made', async (t) => {
  const list = (): never => {
    throw new Error('The disk is gone.');
  };
  const { parts } = office(t, { stopped: [], users: { list } });
  const told = await visit(parts);
  assert.deepEqual(ids(told), [...listeners, ...always, 'provider']);
  const broken = told.find(({ id }) => id === 'users');
  assert.equal(broken?.state, 'failed');
  assert.match(broken.detail, /The disk is gone\./);
});

test('the provider is tried step by step, though its password cannot be read', async (t) => {
  const { parts, settings } = office(t, { stopped: [] });
  const [port = 0] = await freePorts(1);
  settings.change('provider', { kind: 'smarthost', host: '127.0.0.1', port, tls: 'none' });
  const steps = (await visit(parts)).filter(({ id }) => id.startsWith('provider.'));
  assert.equal(steps[0]?.id, 'provider.name');
  const failed = steps.find(({ state }) => state === 'failed');
  assert.deepEqual([failed?.id, failed?.title], ['provider.connect', 'Provider: connection']);
});

test('a visit that is ended looks at nothing more', async (t) => {
  const { parts } = office(t, { stopped: [warned] });
  assert.deepEqual(ids(await visit(parts, 'listener.pop3')), ['relay', 'listener.pop3']);
});
