import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemView, StatusView } from '../../main/contract/status.ts';
import type { LinkState } from '../../main/desktop/relay-link.ts';
import { trayModel, type TrayItem, type TrayState } from '../../main/desktop/tray-model.ts';
import { wordsIn } from '../../main/desktop/words.ts';

const quiet: StatusView = {
  version: '1',
  startedAt: 0,
  dataFolder: '/data',
  addresses: ['192.168.1.5', '10.0.0.7'],
  services: [{ id: 'smtp.relay', state: 'running', port: 25 }],
  queue: { waiting: 0, sending: 0, held: 0 },
  route: { state: 'open' },
  provider: 'mail.example.org:587',
  isPractice: false,
  openWindows: 0,
  users: 1,
  problems: [],
};

const problem = (change: Partial<ProblemView> = {}): ProblemView => ({
  code: 'route.auth',
  level: 'error',
  text: 'Mail waits: the provider refused the password.',
  remedy: '',
  raw: null,
  place: 'provider',
  ...change,
});

const modelOf = (status: Partial<StatusView> | null, link: LinkState = 'connected') =>
  trayModel({ link, status: status && { ...quiet, ...status }, words: wordsIn('en') });

const item = (items: readonly TrayItem[], id: string) => {
  const found = items.find((one) => one.id === id);
  return found && 'label' in found ? found : null;
};

const paused = { route: { state: 'paused', by: 'operator', since: 0 } } as const;
const isPaused = problem({ code: 'route.paused', level: 'attention', text: 'Sending is paused.' });

const states: readonly [string, Partial<StatusView> | null, TrayState, string][] = [
  ['nothing known yet', null, 'starting', 'Mailroom is starting'],
  ['all is well', {}, 'running', 'All mail delivered'],
  [
    'mail on its way is no trouble',
    { queue: { waiting: 2, sending: 1, held: 0 } },
    'running',
    '3 messages are on their way',
  ],
  [
    'the practice provider delivers nothing',
    { isPractice: true },
    'running',
    'Practice only: nothing leaves this computer',
  ],
  [
    'what a person holds back is not delivered',
    { queue: { waiting: 0, sending: 0, held: 2 } },
    'running',
    '2 messages are held back',
  ],
  [
    'a problem that does not stop mail',
    { problems: [problem({ level: 'attention' })] },
    'attention',
    problem().text,
  ],
  ['a problem that stops mail', { problems: [problem()] }, 'error', problem().text],
  ['paused by a person', { ...paused, problems: [isPaused] }, 'paused', 'Sending is paused.'],
  [
    'a fault beside a pause',
    { ...paused, problems: [problem(), isPaused] },
    'error',
    problem().text,
  ],
  [
    'a service still starts',
    { services: [{ id: 'pop3', state: 'starting' }] },
    'starting',
    'All mail delivered',
  ],
];

for (const [name, status, state, line] of states)
  test(`tray, ${name}: ${state}`, () => {
    const model = modelOf(status, status === null ? 'starting' : 'connected');
    assert.equal(model.state, state);
    assert.equal(item(model.items, 'state')?.label, line);
    assert.match(model.tooltip, /^Mailroom: \w+/);
  });

test('resting on the icon says the state, and that mail stays here where it does', () => {
  assert.equal(modelOf({}).tooltip, 'Mailroom: Mail flows');
  const practice = modelOf({ isPractice: true });
  assert.equal(practice.tooltip, 'Mailroom: Practice only: nothing leaves this computer');
  const broken = modelOf({ isPractice: true, problems: [problem()] });
  assert.equal(broken.tooltip, 'Mailroom: Mail does not flow');
});

test('a relay that is gone is an error, whatever was known of it', () => {
  const model = modelOf({}, 'away');
  assert.equal(model.state, 'error');
  assert.equal(item(model.items, 'state')?.label, 'The relay does not run');
});

test('how much waits is said only while the relay says it', () => {
  assert.equal(item(modelOf(null, 'silent').items, 'waiting'), null);
  assert.equal(item(modelOf(null, 'starting').items, 'waiting'), null);
  assert.equal(item(modelOf({}).items, 'waiting')?.label, 'No mail waits');
});

test('what is held back waits, and is not sent by a retry', () => {
  const { items } = modelOf({ queue: { waiting: 0, sending: 0, held: 1 } });
  assert.equal(item(items, 'waiting')?.label, '1 message waits');
  assert.equal(item(items, 'send')?.action, null);
});

test('a relay that does not answer is told as such, in both languages', () => {
  const model = modelOf(null, 'silent');
  assert.equal(model.state, 'error');
  assert.equal(item(model.items, 'state')?.label, 'The relay does not answer');
  const german = trayModel({ link: 'silent', status: null, words: wordsIn('de') });
  assert.equal(item(german.items, 'state')?.label, 'Das Relay antwortet nicht');
});

test('a relay of another version is told as such', () => {
  const model = modelOf(null, 'other');
  assert.equal(model.state, 'error');
  assert.equal(item(model.items, 'state')?.label, 'The relay has another version');
});

test('the first line opens the page that mends the problem', () => {
  const { items } = modelOf({ problems: [problem()] });
  assert.deepEqual(item(items, 'state')?.action, { kind: 'open', place: 'provider' });
});

test('a long problem is cut to a line', () => {
  const { items } = modelOf({ problems: [problem({ text: 'x'.repeat(300) })] });
  assert.equal(item(items, 'state')?.label.length, 90);
});

test('pause becomes resume, and a pause sends nothing now', () => {
  const waiting = { queue: { waiting: 1, sending: 0, held: 0 } };
  const flowing = modelOf(waiting).items;
  assert.deepEqual(item(flowing, 'pause')?.action, { kind: 'ask', request: 'queue:pause' });
  assert.deepEqual(item(flowing, 'send')?.action, { kind: 'ask', request: 'queue:retry' });
  const still = modelOf({ ...waiting, ...paused }).items;
  assert.deepEqual(item(still, 'pause')?.action, { kind: 'ask', request: 'queue:resume' });
  assert.equal(item(still, 'send')?.action, null);
});

test('with nothing waiting there is nothing to send', () => {
  assert.equal(item(modelOf({}).items, 'send')?.action, null);
  assert.equal(item(modelOf({}).items, 'waiting')?.label, 'No mail waits');
});

test('the address to copy is the first of this PC, and none without a network', () => {
  assert.deepEqual(item(modelOf({}).items, 'copy')?.action, { kind: 'copy', text: '192.168.1.5' });
  assert.equal(item(modelOf({ addresses: [] }).items, 'copy'), null);
});

test('the menu has its lines in their order, in both languages', () => {
  const order = [
    ...['state', 'waiting', 'line-1', 'pause', 'send', 'copy', 'line-2', 'open', 'connect', 'help'],
    ...['line-3', 'quit'],
  ];
  for (const language of ['en', 'de'] as const) {
    const { items } = trayModel({ link: 'connected', status: quiet, words: wordsIn(language) });
    assert.deepEqual(
      items.map(({ id }) => id),
      order,
    );
  }
});
