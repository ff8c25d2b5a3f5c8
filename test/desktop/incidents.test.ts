import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemView, StatusView } from '../../main/contract/status.ts';
import { Incidents } from '../../main/desktop/incidents.ts';

const minute = 60_000;

const statusWith = (...problems: readonly Partial<ProblemView>[]): StatusView =>
  ({
    problems: problems.map((problem) => ({
      ...{ code: 'route.auth', level: 'error', text: 'Mail waits.', remedy: '', raw: null },
      ...{ place: 'provider', ...problem },
    })),
  }) as unknown as StatusView;

const entry = (event: string, at: number, subject = '192.168.1.9') => ({
  ...{ at, level: 'warning' as const, event, text: 'It happened.', data: { subject } },
});

test('a fault of the route is one incident, from its beginning to its end', () => {
  const incidents = new Incidents();
  const { begun } = incidents.onStatus(statusWith({}), 0);
  assert.deepEqual(begun, [
    { key: 'route', kind: 'route', text: 'Mail waits.', place: 'provider' },
  ]);
  assert.deepEqual(incidents.onStatus(statusWith({ code: 'route.connect' }), 1), {
    begun: [],
    ended: [],
  });
  assert.deepEqual(incidents.onStatus(statusWith(), 2).ended, ['route']);
  assert.deepEqual(incidents.open, []);
});

test('trouble that comes and goes is told again only after a quarter of an hour', () => {
  const incidents = new Incidents();
  incidents.onStatus(statusWith({}), 0);
  incidents.onStatus(statusWith(), minute);
  assert.deepEqual(incidents.onStatus(statusWith({}), 2 * minute).begun, []);
  incidents.onStatus(statusWith(), 3 * minute);
  assert.equal(incidents.onStatus(statusWith({}), 16 * minute).begun.length, 1);
});

test('a hundred returned messages are one incident, and quiet takes back no notice of them', () => {
  const incidents = new Incidents();
  const begun = Array.from({ length: 100 }, (_, n) => incidents.onEntry(entry('queue.bounced', n)));
  assert.equal(begun.flatMap((change) => change.begun).length, 1);
  assert.deepEqual(incidents.onStatus(statusWith(), 10 * minute).ended, []);
  assert.equal(incidents.open.length, 1);
  assert.deepEqual(incidents.onStatus(statusWith(), 16 * minute).ended, []);
  assert.deepEqual(incidents.open, [], 'it is over');
  const again = incidents.onEntry(entry('queue.bounced', 17 * minute));
  assert.equal(again.begun.length, 1, 'and the next is told anew');
});

test('of an address that is blocked no more the notice goes when nothing more came for a while', () => {
  const incidents = new Incidents();
  incidents.onEntry(entry('sign-in.blocked', 0));
  assert.deepEqual(incidents.onStatus(statusWith(), 16 * minute).ended, ['blocked:192.168.1.9']);
});

test('each who is blocked is an incident, and lifting a block ends that one alone', () => {
  const incidents = new Incidents();
  for (const subject of ['10.0.0.1', 'joe', '10.0.0.2'])
    assert.equal(incidents.onEntry(entry('sign-in.blocked', 0, subject)).begun.length, 1);
  const { ended } = incidents.onEntry(entry('sign-in.unblocked', 1, 'joe'));
  assert.deepEqual(ended, ['blocked:joe']);
  assert.deepEqual(
    incidents.open.map(({ key }) => key),
    ['blocked:10.0.0.1', 'blocked:10.0.0.2'],
  );
});

test('an attack from a hundred addresses is told by a few notices, the next one anew', () => {
  const incidents = new Incidents();
  const attack = (at: number): number =>
    Array.from({ length: 100 }, (_, n) =>
      incidents.onEntry(entry('sign-in.blocked', at, `10.0.0.${n}`)),
    ).flatMap(({ begun }) => begun).length;
  assert.equal(attack(0), 3);
  assert.equal(attack(minute), 0);
  incidents.onStatus(statusWith(), 17 * minute);
  assert.equal(attack(18 * minute), 3);
});

test('two listeners that fail are two incidents; a pause by a person is none', () => {
  const incidents = new Incidents();
  const { begun } = incidents.onStatus(
    statusWith(
      { code: 'listener.failed', text: 'Port 25 is in use.' },
      { code: 'listener.failed', text: 'Port 110 is in use.' },
      { code: 'route.paused', level: 'attention' },
      { code: 'queue.disk' },
    ),
    0,
  );
  assert.deepEqual(
    begun.map(({ kind }) => kind),
    ['listener', 'listener', 'disk'],
  );
});

test('a relay that cannot be asked ends nothing', () => {
  const incidents = new Incidents();
  incidents.onStatus(statusWith({}), 0);
  assert.deepEqual(incidents.onStatus(null, minute), { begun: [], ended: [] });
  assert.equal(incidents.open.length, 1);
});

test('what happens every day is no incident', () => {
  const incidents = new Incidents();
  for (const event of ['smtp.accepted', 'smtp.refused', 'queue.delivered', 'toString'])
    assert.deepEqual(incidents.onEntry(entry(event, 0)).begun, []);
});

test('whatever this computer’s own disk does to the mail is one incident of the disk', () => {
  const incidents = new Incidents();
  for (const [code, begins] of [
    ['queue.stuck', 1],
    ['queue.damaged', 0],
    ['queue.disk', 0],
  ] as const) {
    const { begun } = incidents.onStatus(statusWith({ code, place: 'mail' }), 0);
    assert.equal(begun.length, begins, code);
    assert.deepEqual(
      incidents.open.map(({ kind }) => kind),
      ['disk'],
      code,
    );
  }
});

test('lost people and lost settings are told each for itself, beside a full disk', () => {
  const incidents = new Incidents();
  const lost: readonly Partial<ProblemView>[] = [
    { code: 'queue.disk', place: 'diagnostics' },
    { code: 'settings.damaged', place: 'settings' },
    { code: 'users.damaged', place: 'people' },
  ];
  const { begun } = incidents.onStatus(statusWith(...lost), 0);
  assert.deepEqual(
    begun.map(({ key, kind, place }) => [key, kind, place]),
    [
      ['disk', 'disk', 'diagnostics'],
      ['settings.damaged', 'disk', 'settings'],
      ['users.damaged', 'disk', 'people'],
    ],
  );
  assert.deepEqual(
    incidents.onStatus(statusWith(), minute).ended,
    begun.map(({ key }) => key),
  );
});
