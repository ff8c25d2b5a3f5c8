import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteState } from '../../main/contract/mail.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { problemsOf } from '../../main/control/problems.ts';
import type { ServiceStatus } from '../../main/relay/lifecycle/service.ts';

interface Office {
  readonly services?: Readonly<Record<string, ServiceStatus>>;
  readonly route?: RouteState;
  readonly stuck?: string;
  readonly damage?: string;
  readonly journal?: string;
  readonly windows?: boolean;
  readonly certificate?: ServiceStatus;
  readonly settings?: string;
  readonly users?: string;
  readonly test?: CheckView;
}

const codesOf = ({ services = {}, route, journal, windows, ...office }: Office): string[] =>
  problemsOf({
    services: {
      statuses: () => Object.entries(services).map(([id, status]) => ({ id, status })),
    },
    queue: {
      route: () => route ?? { state: 'open' },
      trouble: () => office.stuck ?? null,
      damage: () => office.damage ?? null,
    },
    journal: { fault: journal ?? null },
    windows: { isAvailable: windows ?? true },
    certificates: { status: office.certificate ?? { state: 'running' } },
    settingsNotice: () => office.settings ?? null,
    users: { damage: office.users ?? null },
    lastTest: { failed: office.test ?? null },
  }).map(({ code, level }) => `${level} ${code}`);

test('where all is well, nothing needs a person', () => {
  assert.deepEqual(codesOf({ services: { queue: { state: 'running' } } }), []);
});

test('each trouble is named by its code, what keeps mail from flowing first', () => {
  const failed: ServiceStatus = { state: 'failed', detail: 'It does not work.' };
  assert.deepEqual(
    codesOf({
      services: { 'smtp.relay': failed, queue: { ...failed, state: 'degraded' }, practice: failed },
      route: { state: 'paused', by: 'operator', since: 0 },
      damage: 'Part of the queue was damaged.',
      stuck: 'Mail for joe waits: the mailbox could not be written.',
      journal: 'The journal cannot be written.',
      windows: false,
      certificate: { state: 'degraded', detail: 'It ran out.' },
      settings: 'The settings file was damaged.',
      users: 'The list of users was damaged.',
    }),
    [
      'error listener.failed',
      'error queue.disk',
      'error settings.damaged',
      'error users.damaged',
      'error queue.stuck',
      'error popauth.unavailable',
      'attention service.failed',
      'attention queue.damaged',
      'attention route.paused',
      'attention journal.unwritable',
      'attention tls.certificate',
    ],
  );
});

test('of a provider that failed its test nobody says that all is well, and mail that waits says more', () => {
  const failed: CheckView = { id: 'auth', title: 'Sign-in', state: 'failed', detail: 'Refused.' };
  assert.deepEqual(codesOf({ test: failed }), ['attention provider.test-failed']);
  const route: RouteState = {
    ...{ state: 'paused', by: 'fault', since: 0, stage: 'connect', reply: null },
    ...{ cause: 'It is away.', remedy: 'Wait.', nextTryAt: 0 },
  };
  assert.deepEqual(codesOf({ test: failed, route }), ['error route.connect']);
  const paused: RouteState = { state: 'paused', by: 'operator', since: 0 };
  assert.deepEqual(codesOf({ test: failed, route: paused }), [
    'attention route.paused',
    'attention provider.test-failed',
  ]);
});

test('where no certificate is there at all, the listeners say so themselves', () => {
  assert.deepEqual(codesOf({ certificate: { state: 'failed', detail: 'It ran out.' } }), []);
});
