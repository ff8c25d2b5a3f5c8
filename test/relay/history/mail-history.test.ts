import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { MailHistory } from '../../../main/relay/history/mail-history.ts';
import { FileJournal } from '../../../main/relay/journal/file-journal.ts';
import type { JournalInput } from '../../../main/relay/journal/journal.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';

function stand(t: TestContext, mostRows = 100) {
  const clock = new TestClock();
  const folder = path.join(tempFolder(t), 'journal');
  const journal = new FileJournal(folder, clock, () => 30);
  return { clock, folder, journal, history: new MailHistory({ journal, clock, mostRows }) };
}

const delivered = (id: string, recipient: string): JournalInput => ({
  event: 'queue.delivered',
  id,
  user: 'joe',
  peer: '10.0.0.5',
  text: `Delivered to ${recipient}: 250 ok`,
  data: { sender: 'joe@myclient.com', recipient, reply: '250 ok' },
});
const refused = (id: string): JournalInput => ({
  event: 'smtp.refused',
  level: 'notice',
  id,
  peer: '10.0.0.9',
  text: 'Refused.',
  data: { sender: 'a@b.example', recipient: 'x@y.example', reason: 'no-window' },
});

test('lists what was sent, bounced and refused, newest first, by kind, text and page', (t) => {
  const { clock, journal, history } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  clock.advance(10);
  journal.record(refused('R-7K2F4'));
  clock.advance(10);
  journal.record(delivered('M2', 'bob@example.org'));
  journal.record({ event: 'queue.route-open', text: 'Nothing to list.' });
  assert.deepEqual(
    history.list({}).rows.map(({ id, kind }) => `${kind} ${id}`),
    ['sent M2', 'refused R-7K2F4', 'sent M1'],
  );
  assert.deepEqual(
    history.list({ kind: 'sent', text: 'ANN' }).rows.map(({ id }) => id),
    ['M1'],
  );
  const page = history.list({ kind: 'sent', offset: 1, limit: 1 });
  assert.equal(page.total, 2);
  assert.equal(page.rows[0]?.id, 'M1');
  assert.equal(history.list({ kind: 'refused' }).rows[0]?.why, 'no-window');
});

test('a row is found by each of its fields, in small letters and large', (t) => {
  const { journal, history } = stand(t);
  const data = { sender: 'Joe@MyClient.com', recipient: 'Ann@Example.org', reply: '250 Queued' };
  const entry = { event: 'queue.delivered', id: 'MA2Q', user: 'joe', peer: 'fd00::7' };
  journal.record({ ...entry, text: 'Delivered.', data });
  for (const text of ['MYCLIENT', 'ann@example', 'ma2q', ' Joe ', 'FD00::7', 'queued'])
    assert.equal(history.list({ text }).total, 1, text);
  assert.equal(history.list({ text: 'bob' }).total, 0);
});

test('what was sent has no cause, and of a reason that nobody knows yet it is said that it is another', (t) => {
  const { journal, history } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  journal.record({ ...refused('R-7K2F4'), data: { reason: 'of-next-year' } });
  const [last, sent] = history.list({}).rows;
  assert.deepEqual([sent?.cause, sent?.reply, sent?.why], ['', '250 ok', null]);
  assert.equal(last?.why, 'other');
});

test('of a block it is told whom it keeps out: somebody by name, or an address', (t) => {
  const { journal, history } = stand(t);
  for (const subject of ['joe', '10.0.0.9'])
    journal.record({ event: 'sign-in.blocked', peer: '10.0.0.9', text: 'No.', data: { subject } });
  const users = history.list({}).rows.map(({ user }) => user);
  assert.deepEqual(users.sort(), ['', 'joe']);
});

test('a row is found by its sentence too', (t) => {
  const { journal, history } = stand(t);
  journal.record(refused('R-7K2F4'));
  assert.equal(history.list({ text: 'refuSED.' }).rows[0]?.cause, 'Refused.');
});

test('an old day that cannot be read leaves the newer ones in the lists', async (t) => {
  const { clock, folder, journal } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  await journal.close();
  fs.mkdirSync(path.join(folder, '2026-01-01.jsonl'));
  clock.advance(10);
  const history = new MailHistory({ journal, clock });
  await assert.rejects(history.load(), { code: 'journal.unreadable' });
  assert.deepEqual(
    history.list({}).rows.map(({ id }) => id),
    ['M1'],
  );
});

test('a page can begin at a row that a person looks at, while newer rows come in', (t) => {
  const { clock, journal, history } = stand(t);
  const send = (n: number): void => {
    journal.record(delivered(`M${n}`, `p${n}@example.org`));
    clock.advance(10);
  };
  for (let n = 0; n < 10; n += 1) send(n);
  const seen = history.list({ kind: 'sent', offset: 5, limit: 3 });
  assert.deepEqual([seen.offset, seen.rows.map(({ id }) => id)], [5, ['M4', 'M3', 'M2']]);
  const key = seen.rows[0]!.key;
  for (let n = 10; n < 14; n += 1) send(n);
  const again = history.list({ kind: 'sent', limit: 3, from: { key, back: 1 } });
  assert.deepEqual([again.offset, again.rows.map(({ id }) => id)], [8, ['M5', 'M4', 'M3']]);
  const atTop = history.list({ kind: 'sent', limit: 1, from: { key, back: 1_000 } });
  assert.deepEqual([atTop.offset, atTop.rows[0]?.id], [0, 'M13']);
  const gone = history.list({ kind: 'sent', offset: 2, limit: 1, from: { key: 'none', back: 0 } });
  assert.deepEqual([gone.offset, gone.rows[0]?.id], [2, 'M11']);
});

test('every row has its own key, also in a message to many', (t) => {
  const { journal, history } = stand(t);
  for (let n = 0; n < 5; n += 1) journal.record(delivered('M1', `p${n}@example.org`));
  const keys = new Set(history.list({}).rows.map(({ key }) => key));
  assert.equal(keys.size, 5);
  assert.equal(history.ofMessage('M1').length, 5);
});

test('keeps a bounded number of rows, after a restart too', async (t) => {
  const { clock, journal, history } = stand(t, 50);
  for (let n = 0; n < 1_000; n += 1) journal.record(delivered(`M${n}`, 'ann@example.org'));
  const { total, rows } = history.list({});
  assert.ok(total <= 60, String(total));
  assert.equal(rows[0]?.id, 'M999');
  const again = new MailHistory({ journal, clock, mostRows: 50 });
  await again.load();
  const read = again.list({});
  assert.deepEqual([read.total, read.rows[0]?.id, read.rows.at(-1)?.id], [50, 'M999', 'M950']);
});

test('a failed sign-in and a block are listed with their reason, and are no refused mail', (t) => {
  const { journal, history } = stand(t);
  journal.record({ event: 'smtp.sign-in-failed', peer: '10.0.0.9', text: 'Failed.' });
  journal.record({ event: 'sign-in.blocked', peer: '10.0.0.9', text: 'Blocked.' });
  assert.deepEqual(
    history.list({ kind: 'refused' }).rows.map(({ why }) => why),
    ['blocked', 'wrong-password'],
  );
  assert.equal(history.counts().today.refused, 0);
});

test('counts by the hour and for today; a folded flood counts as many', async (t) => {
  const { clock, journal, history } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  journal.record({ event: 'smtp.accepted', id: 'M1', text: 'Took a message.' });
  for (let n = 0; n < 30; n += 1) journal.record(refused(`R-${n}`));
  clock.advance(20_000);
  await journal.flush();
  const { today, hours, lastSentAt } = history.counts();
  assert.deepEqual(today, { accepted: 1, sent: 1, bounced: 0, refused: 30 });
  assert.equal(hours.length, 24);
  assert.equal(hours.at(-1)?.refused, 30);
  assert.equal(lastSentAt, Date.UTC(2026, 10, 23, 9));
});

test('each hour has its own count, read from the journal too', async (t) => {
  const { clock, journal, history } = stand(t);
  for (const id of ['M1', 'M2', 'M3']) {
    journal.record(delivered(id, 'ann@example.org'));
    if (id !== 'M2') clock.advance(3_600_000);
  }
  const again = new MailHistory({ journal, clock });
  await again.load();
  for (const { hours } of [history.counts(), again.counts()])
    assert.deepEqual(
      hours.slice(-3).map(({ sent }) => sent),
      [1, 2, 0],
    );
});

test('the hour that comes twice when summer time ends is two hours, each with its own count', (t) => {
  const { TZ } = process.env;
  t.after(() => {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  });
  process.env['TZ'] = 'Europe/Berlin';
  const { clock, journal, history } = stand(t);
  // 0:30 UTC is 2:30 in summer time, 1:30 UTC is 2:30 again.
  clock.stepWall(Date.UTC(2026, 9, 25, 0, 30) - clock.now());
  journal.record(delivered('M1', 'a@x.example'));
  clock.advance(3_600_000);
  journal.record(delivered('M2', 'a@x.example'));
  journal.record(delivered('M3', 'b@x.example'));
  clock.advance(3_600_000);
  const { hours, today } = history.counts();
  assert.deepEqual(
    hours.slice(-4).map(({ startsAt, sent }) => `${new Date(startsAt).getUTCHours()}h ${sent}`),
    ['23h 0', '0h 1', '1h 2', '2h 0'],
  );
  assert.equal(today.sent, 3);
});

test('counts leave out yesterday, and hours that are long over', (t) => {
  const { clock, journal, history } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  clock.advance(30 * 3_600_000);
  assert.equal(history.counts().today.sent, 0);
  assert.ok(history.counts().hours.every(({ sent }) => sent === 0));
});

test('after a restart the lists and figures are read from the journal, each entry once', async (t) => {
  const { clock, journal } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  journal.record(refused('R-7K2F4'));
  clock.advance(1_000);
  const again = new MailHistory({ journal, clock });
  clock.advance(10);
  journal.record(delivered('M2', 'bob@example.org'));
  await again.load();
  assert.deepEqual(
    again.list({ kind: 'sent' }).rows.map(({ id }) => id),
    ['M2', 'M1'],
  );
  assert.deepEqual(again.counts().today, { accepted: 0, sent: 2, bounced: 0, refused: 1 });
});

test('after a restart on Monday it is known that mail went out on Friday', async (t) => {
  const { clock, journal, history } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  clock.advance(10);
  journal.record(delivered('M2', 'bob@example.org'));
  const { lastSentAt } = history.counts();
  clock.advance(10);
  journal.record(refused('R-7K2F4'));
  clock.advance(3 * 24 * 3_600_000);
  const again = new MailHistory({ journal, clock });
  await again.load();
  assert.equal(again.counts().lastSentAt, lastSentAt);
  assert.deepEqual(
    again.list({}).rows.map(({ id }) => id),
    ['R-7K2F4', 'M2', 'M1'],
  );
  assert.ok(again.counts().hours.every(({ sent }) => sent === 0));
});

test('what was noted while the clock was a year ahead is listed after a restart, and pushes no hour out', async (t) => {
  const { clock, journal } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  clock.stepWall(365 * 24 * 3_600_000);
  journal.record(delivered('M2', 'bob@example.org'));
  clock.stepWall(-365 * 24 * 3_600_000);
  const again = new MailHistory({ journal, clock });
  journal.record(delivered('M3', 'cleo@example.org'));
  await again.load();
  assert.deepEqual(
    again
      .list({ kind: 'sent' })
      .rows.map(({ id }) => id)
      .sort(),
    ['M1', 'M2', 'M3'],
  );
  assert.equal(again.counts().hours.at(-1)?.sent, 2);
  assert.equal(again.counts().lastSentAt, clock.now());
});

test('a clock that was a year ahead for a moment pushes no hour out, adds nothing to today, and mail went out since', (t) => {
  const { clock, journal, history } = stand(t);
  journal.record(delivered('M1', 'ann@example.org'));
  for (const aheadMs of [60 * 60_000, 365 * 24 * 3_600_000]) {
    clock.stepWall(aheadMs);
    journal.record(delivered('M2', 'bob@example.org'));
    clock.stepWall(-aheadMs);
    assert.equal(history.counts().today.sent, 1);
  }
  clock.advance(60_000);
  journal.record(delivered('M3', 'cleo@example.org'));
  const { hours, today, lastSentAt } = history.counts();
  assert.equal(hours.at(-1)?.sent, 2);
  assert.equal(today.sent, 2);
  assert.equal(lastSentAt, clock.now());
});

test('mail that came back, or was given up, is listed one by one, however much at once', (t) => {
  const { journal, history } = stand(t);
  for (let n = 0; n < 60; n += 1)
    for (const event of ['queue.bounced', 'queue.expired'])
      journal.record({
        ...{ event, level: 'notice', id: 'M1', text: 'No.' },
        data: {
          recipient: `p${n}@example.org`,
          cause: 'No.',
          reply: '550 no',
          sender: 'a@b.example',
        },
      });
  assert.equal(history.list({ kind: 'bounced' }).total, 120);
});

const ownWords: readonly [event: string, data: Record<string, string>, cause: string][] = [
  ['queue.delivered', { reply: 'In the mailbox of joe.' }, 'In the mailbox of joe.'],
  [
    'queue.bounced',
    {
      cause: 'There is no such user here any more.',
      reply: '5.1.1 There is no such user here any more.',
    },
    'There is no such user here any more.',
  ],
  [
    'queue.expired',
    { cause: 'Given up after 72 hours.', reply: 'The mailbox could not be written.' },
    'Given up after 72 hours. The mailbox could not be written.',
  ],
];

for (const [event, data, cause] of ownWords)
  test(`our own words in ${event} are the cause, and no reply of another server’s`, (t) => {
    const { journal, history } = stand(t);
    journal.record({ event, id: 'M1', text: 'For the journal.', data });
    const [row] = history.list({}).rows;
    assert.deepEqual([row?.cause, row?.reply], [cause, '']);
  });
