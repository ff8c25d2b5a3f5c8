import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DesktopInfo } from '../../main/contract/desktop.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { phrases as german } from '../../main/contract/phrases/de.ts';
import { sayWith } from '../../main/contract/phrases/say.ts';
import type { StatusView } from '../../main/contract/status.ts';
import { placeOfCheck, troublesIn } from '../../renderer/diagnostics/check-places.ts';
import { isKnown, isWanted } from '../../renderer/diagnostics/journal-filter.ts';
import { reportText } from '../../renderer/diagnostics/report.ts';
import { de } from '../../renderer/words/de/index.ts';
import { en } from '../../renderer/words/en/index.ts';

const info = { platform: 'linux', runtime: 'Electron 33' } as DesktopInfo;
const status: StatusView = {
  ...{ version: '1.2.3', startedAt: 0, dataFolder: '/data', addresses: ['192.0.2.7'] },
  services: [{ id: 'pop3', state: 'failed', port: 110, detail: 'Port 110 is in use.' }],
  queue: { waiting: 2, sending: 0, held: 1 },
  route: {
    ...{ state: 'paused', by: 'fault', since: 0, stage: 'auth', nextTryAt: 0 },
    ...{ cause: 'It refused us.', remedy: 'Type again.', reply: '535 no' },
  },
  ...{ provider: 'smtp.example.org:587', isPractice: false, openWindows: 1, users: 3 },
  problems: [
    {
      ...{ code: 'route.auth', level: 'error', text: 'Mail waits.', remedy: 'Type again.' },
      ...{ raw: '535 no', place: 'provider' },
    },
  ],
};

test('the report says state, parts, problems, checks and warnings, one a line', () => {
  const text = reportText(
    {
      ...{ now: new Date(0), info, status },
      checks: [
        { id: 'disk', title: 'Disk', state: 'ok', detail: '9 GB free' },
        {
          ...{ id: 'provider.auth', title: 'x', state: 'failed', detail: 'It refused us.' },
          ...{ remedy: 'Type again.', raw: '535 no' },
        },
      ],
      isWhole: true,
      warnings: [{ at: 0, level: 'warning', event: 'a.b', text: 'Something.' }],
    },
    en,
    (sentence) => sentence,
  );
  for (const line of [
    'Version: 1.2.3',
    'Way out: mail waits (auth): It refused us. 535 no',
    'Mail: 2 waiting, 0 being sent, 1 held',
    '- pop3 failed (110) Port 110 is in use.',
    '- Mail waits. Type again. 535 no',
    '- [ok] Disk space: 9 GB free',
    '- [XX] Provider: sign in: It refused us. Type again. (535 no)',
    '- 1970-01-01T00:00:00.000Z a.b Something.',
  ])
    assert.ok(text.split('\n').includes(line), `${line}\nin\n${text}`);
});

test('without checks the report says that they were not run', () => {
  const facts = { now: new Date(0), info, status, checks: [], isWhole: false, warnings: [] };
  assert.match(
    reportText(facts, en, (s) => s),
    /Checks:\n- Run the checks first/,
  );
});

test('where the checks were stopped the report does not look as if all were well', () => {
  const checks = [{ id: 'disk', title: 'Disk', state: 'ok', detail: '9 GB free' }] as const;
  const facts = { now: new Date(0), info, status, checks, warnings: [] };
  const said = (isWhole: boolean) => reportText({ ...facts, isWhole }, en, (s) => s);
  assert.match(said(false), /\[ok\] Disk space: .*\n- Not all checks were made\./);
  assert.doesNotMatch(said(true), /Not all/);
});

test('in German it says all of that in German', () => {
  const detail = 'Port 110 is in use by another program.';
  const services: StatusView['services'] = [
    { id: 'pop3', state: 'failed', port: 110, detail },
    { id: 'queue', state: 'running' },
  ];
  const text = reportText(
    {
      ...{ now: new Date(0), info, checks: [], isWhole: false },
      status: { ...status, services, route: { state: 'open' } },
      warnings: [{ at: 0, level: 'warning', event: 'port.taken', text: detail }],
    },
    de,
    sayWith(german),
  );
  for (const line of [
    'Weg hinaus: frei',
    '- pop3 läuft nicht (110) Port 110 ist von einem anderen Programm belegt.',
    '- queue läuft',
    '- 1970-01-01T00:00:00.000Z port.taken Port 110 ist von einem anderen Programm belegt.',
  ])
    assert.ok(text.split('\n').includes(line), `${line}\nin\n${text}`);
});

test('each check that a page can mend leads to it', () => {
  assert.equal(placeOfCheck('listener.pop3'), 'security');
  assert.equal(placeOfCheck('provider.tls'), 'provider');
  assert.equal(placeOfCheck('users'), 'people');
  assert.equal(placeOfCheck('disk'), null);
  const states = ['ok', 'warning', 'failed', 'skipped'] as const;
  const checks = states.map((state) => ({ id: 'disk', title: '', detail: '', state }) as const);
  assert.equal(troublesIn(checks), 2);
});

const asKept = (sentence: string): string => sentence;

test('entries are wanted from a level upwards and by any of their fields', () => {
  const entry: JournalEntry = {
    ...{ at: 5, level: 'warning', event: 'sign-in.blocked', text: 'Too many.' },
    ...{ peer: '192.0.2.7' },
  };
  assert.equal(isWanted(entry, { text: '', level: 'info' }, asKept), true);
  assert.equal(isWanted(entry, { text: '', level: 'error' }, asKept), false);
  for (const text of ['too MANY', '192.0.2', 'blocked ']) {
    assert.equal(isWanted(entry, { text, level: 'warning' }, asKept), true, text);
  }
  assert.equal(isWanted(entry, { text: 'joe', level: 'info' }, asKept), false);
  const german = (): string => 'Zu viele.';
  assert.equal(
    isWanted(entry, { text: 'zu viele', level: 'info' }, german),
    true,
    'as it is shown',
  );
});

test('an entry that the list holds already is not shown twice', () => {
  const at = (ms: number, text: string) => ({ at: ms, level: 'info', event: 'a.b', text }) as const;
  const rows = [at(9, 'three'), at(9, 'two'), at(4, 'one')];
  assert.equal(isKnown(at(9, 'two'), rows), true);
  assert.equal(isKnown(at(9, 'other'), rows), false);
  assert.equal(isKnown(at(10, 'three'), rows), false);
  assert.equal(isKnown(at(4, 'one'), rows), true);
});
