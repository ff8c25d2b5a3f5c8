import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteState } from '../../main/contract/mail.ts';
import type { DoctorParts } from '../../main/control/doctor/check.ts';
import {
  certificate,
  journal,
  popAuth,
  queue,
  secrets,
  sending,
  settingsFile,
  users,
} from '../../main/control/doctor/relay-checks.ts';
import { TestSettings } from '../helpers/test-settings.ts';

const routed = (route: RouteState, trouble: string | null = null): DoctorParts =>
  ({ queue: { route: () => route, trouble: () => trouble } }) as unknown as DoctorParts;

test('the doctor sees that nothing goes out, whether somebody paused it or the provider refuses', () => {
  assert.equal(sending(routed({ state: 'open' })).state, 'ok');
  const paused = sending(routed({ state: 'paused', by: 'operator', since: 1 }));
  assert.deepEqual([paused.state, paused.detail], ['warning', 'Sending is paused.']);
  assert.equal(paused.remedy, 'Resume it with "mailroom queue resume" to send what waits.');
  const refused = sending(
    routed({
      ...{ state: 'paused', by: 'fault', since: 1, nextTryAt: 2, stage: 'auth' },
      ...{ cause: 'The provider refused our sign-in.', remedy: 'Type it again.', reply: '535 no' },
    }),
  );
  assert.equal(refused.state, 'failed');
  assert.equal(refused.detail, 'Mail waits: The provider refused our sign-in.');
  assert.equal(refused.raw, '535 no');
  assert.equal(sending({} as DoctorParts).state, 'skipped', 'no relay runs');
});

test('the doctor sees mail that this computer’s own disk keeps waiting, and a queue that was damaged', () => {
  const words = 'Mail for joe waits: the mailbox could not be written.';
  const stuck = sending(routed({ state: 'open' }, words));
  assert.deepEqual(
    [stuck.state, stuck.detail, stuck.remedy],
    ['failed', words, 'Check this computer’s disk.'],
  );
  assert.equal(sending(routed({ state: 'paused', by: 'operator', since: 1 }, words)).detail, words);
  let damage: string | null = null;
  const parts = {
    services: { statuses: () => [{ id: 'queue', status: { state: 'running' } }] },
    queue: { damage: () => damage },
  } as unknown as DoctorParts;
  assert.equal(queue(parts).state, 'ok');
  damage = 'Part of the queue was damaged and put aside, so mail may be missing.';
  assert.deepEqual([queue(parts).state, queue(parts).detail], ['warning', damage]);
});

test('a password that is wanted and not there is no password kept by the system', async () => {
  const settings = new TestSettings();
  let password: string | null = null;
  const store = { get: () => Promise.resolve(password), isProtected: true };
  const parts = { settings, secrets: store } as unknown as DoctorParts;
  assert.deepEqual((await secrets(parts)).detail, 'none is kept, and none is needed');
  settings.change('provider', { kind: 'smarthost', host: 'smtp.example.org', user: 'office' });
  const missing = await secrets(parts);
  assert.deepEqual(
    [missing.state, missing.detail],
    ['failed', 'No password for the provider is kept here.'],
  );
  password = 'hush-hush';
  assert.equal((await secrets(parts)).detail, 'kept by the operating system');
});

test('the doctor sees that the list of people was damaged, though somebody may sign in', () => {
  const people = { list: () => [{ enabled: true }], damage: null as string | null };
  const parts = { users: people } as unknown as DoctorParts;
  assert.equal(users(parts).state, 'ok');
  people.damage = 'The list of users was damaged.';
  const { state, detail } = users(parts);
  assert.deepEqual([state, detail], ['failed', 'The list of users was damaged.']);
});

test('a password that cannot be read is told with the reason, and where one is kept with who keeps it', async () => {
  const store = { get: () => Promise.reject(new Error('The file is damaged.')) };
  const parts = { settings: new TestSettings(), secrets: store } as unknown as DoctorParts;
  const { state, detail } = await secrets(parts);
  assert.deepEqual([state, detail], ['warning', 'The file is damaged.']);
  const plain = { get: () => Promise.resolve('hush-hush'), isProtected: false };
  const kept = await secrets({ ...parts, secrets: plain } as unknown as DoctorParts);
  assert.equal(kept.detail, 'kept in a file that only this user of the computer can read');
});

test('a provider that takes mail without a sign-in needs no password', async () => {
  const settings = new TestSettings();
  settings.change('provider', { kind: 'smarthost', host: 'smtp.example.org', auth: 'none' });
  const store = { get: () => Promise.resolve(null) };
  const { state } = await secrets({ settings, secrets: store } as unknown as DoctorParts);
  assert.equal(state, 'ok');
});

test('what does not work is told with what helps, what runs is well, and what is stopped is left out', async () => {
  const on = (parts: object): DoctorParts => parts as DoctorParts;
  const ofCertificate = (status: object) => certificate({ status } as never)(on({}));
  const runs = (status: object) => ({ services: { statuses: () => [{ id: 'queue', status }] } });
  const disk = /^Look at the disk and at who may write/;
  for (const [check, state, detail, remedy] of [
    [ofCertificate({ state: 'running' }), 'ok', 'is in force', null],
    [
      ofCertificate({ state: 'degraded', detail: 'Soon.' }),
      'warning',
      'Soon.',
      /^Look at the cert/,
    ],
    [ofCertificate({ state: 'failed' }), 'failed', 'failed', /^Look at the cert/],
    [users(on({ users: { list: () => [] } })), 'warning', '0 may sign in', /users add NAME$/],
    [users(on({ users: { list: () => [{ enabled: false }] } })), 'warning', '0 may sign in', /./],
    [journal(on({ journal: { fault: null } })), 'ok', 'is written', null],
    [journal(on({ journal: { fault: 'Full.' } })), 'failed', 'Full.', disk],
    [journal(on({ stopped: [] })), 'skipped', 'is written while Mailroom runs', null],
    [popAuth(on({ windows: { isAvailable: true } })), 'ok', 'is written', null],
    [popAuth(on({ windows: { isAvailable: false } })), 'failed', /lets nobody send/, disk],
    [popAuth(on({ stopped: [] })), 'skipped', 'works while Mailroom runs', null],
    [queue(on(runs({ state: 'failed', detail: 'Full.' }))), 'failed', 'Full.', disk],
    [queue(on({ stopped: [] })), 'skipped', 'works while Mailroom runs', null],
  ] as const) {
    const seen = await check;
    assert.equal(seen.state, state, seen.detail);
    if (typeof detail === 'string') assert.equal(seen.detail, detail);
    else assert.match(seen.detail, detail);
    if (remedy === null) assert.equal(seen.remedy, undefined);
    else assert.match(seen.remedy ?? '', remedy);
  }
});

test('a settings file that was damaged is told, and nothing where all was well', async () => {
  assert.deepEqual(settingsFile(null), []);
  const [check] = settingsFile('It was damaged.');
  const { state, detail } = (await check?.({} as DoctorParts)) ?? {};
  assert.deepEqual([state, detail], ['failed', 'It was damaged.']);
});
