import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { maskLine } from '../../../main/relay/sessions/mask-line.ts';
import { SessionLog } from '../../../main/relay/sessions/session-log.ts';
import type { SessionNotes } from '../../../main/relay/sessions/session-watch.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const begun = (log: SessionLog, peer: string, user = ''): SessionNotes =>
  log.begin({ id: peer, listener: 'relay', peer, user, isSecure: false });

test('keeps what was said, open sessions first, then the newest', () => {
  const log = new SessionLog({ clock: new TestClock(), firstId: 1 });
  const [first, second, third] = [
    begun(log, '10.0.0.1'),
    begun(log, '10.0.0.2'),
    begun(log, '10.0.0.3'),
  ];
  for (const one of [first, second, third]) one.line('out', '220 hello');
  second.line('in', 'QUIT');
  second.end();
  third.end();
  assert.deepEqual(
    log.list().map(({ peer, endedAt }) => [peer, endedAt !== null]),
    [
      ['10.0.0.1', false],
      ['10.0.0.3', true],
      ['10.0.0.2', true],
    ],
  );
  const transcript = log.transcript(2);
  assert.deepEqual(
    transcript?.lines.map(({ direction, line }) => `${direction} ${line}`),
    ['out 220 hello', 'in QUIT'],
  );
  assert.equal(transcript.session.lastReply, '220 hello');
});

test('memory is bounded: sessions, lines and the length of a line', () => {
  const log = new SessionLog({
    clock: new TestClock(),
    mostSessions: 3,
    mostLines: 10,
    firstId: 1,
  });
  const open = begun(log, '10.0.0.1');
  for (let n = 0; n < 95; n += 1) open.line('in', `NOOP ${n}`);
  open.line('in', 'x'.repeat(5_000));
  for (let n = 0; n < 9; n += 1) {
    const over = begun(log, `10.0.1.${n}`);
    over.line('out', '220 hello');
    over.end();
  }
  assert.equal(log.list().length, 3);
  const transcript = log.transcript(1);
  assert.equal(transcript?.session.lineCount, 96);
  assert.equal(transcript.lines.length, 10);
  assert.ok((transcript.lines.at(-1)?.line.length ?? 0) <= 400);
});

test('of long lines no more stays in memory than is shown', () => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const log = new SessionLog({ clock: new TestClock(), firstId: 1 });
  const session = begun(log, '10.0.0.1');
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 200; n += 1)
    session.line('in', maskLine(Buffer.alloc(200_000, `NOOP ${n} `).toString()));
  collect();
  const moreMb = (process.memoryUsage().heapUsed - before) / 1e6;
  assert.equal(log.transcript(1)?.lines.length, 200);
  assert.ok(moreMb < 10, `${moreMb.toFixed(1)} MB of 40 stayed`);
});

test('a session that is over says the same as before, and takes no more', () => {
  const clock = new TestClock();
  const log = new SessionLog({ clock, mostLines: 3, firstId: 1 });
  const session = begun(log, '10.0.0.1');
  assert.deepEqual(log.transcript(1)?.lines, [], 'nothing said yet');
  for (const word of ['EHLO', 'NOOP', '', 'QUIT']) {
    session.line('in', word);
    clock.advance(5);
  }
  const before = log.transcript(1)?.lines;
  assert.deepEqual(
    before?.map(({ line }) => line),
    ['NOOP', '', 'QUIT'],
  );
  session.end();
  session.line('out', '221 too late');
  assert.deepEqual(log.transcript(1)?.lines, before);
  assert.equal(log.list('noop').length, 1);
  const silent = begun(log, '10.0.0.2');
  silent.end();
  assert.deepEqual(log.transcript(2)?.lines, [], 'nothing was said at all');
});

test('is searched by address, user and what was said', () => {
  const log = new SessionLog({ clock: new TestClock(), firstId: 1 });
  begun(log, '10.0.0.1', 'joe').line('in', 'MAIL FROM:<joe@myclient.com>');
  begun(log, '10.0.0.2').line('in', 'EHLO scanner');
  assert.deepEqual(
    ['JOE', 'scanner', '10.0.0', 'nobody'].map((text) => log.list(text).length),
    [1, 1, 2, 0],
  );
});

test('who asks for news waits until there are some, and not for ever', async () => {
  const clock = new TestClock();
  const log = new SessionLog({ clock });
  const news = log.newerThan(log.revision, 20_000);
  begun(log, '10.0.0.1').line('out', '220 hello');
  clock.advance(250);
  await news;
  const nothing = log.newerThan(log.revision, 20_000);
  clock.advance(20_000);
  await nothing;
});

test('an id of a run before names nobody in this one, and what is new since then is told at once', async () => {
  const clock = new TestClock();
  const firstIds = Array.from({ length: 20 }, () => {
    const log = new SessionLog({ clock });
    begun(log, '10.0.0.1');
    return log.list()[0]?.id ?? 0;
  });
  assert.ok(firstIds.every((id) => Number.isInteger(id) && id > 0));
  assert.ok(new Set(firstIds).size > 1, 'each run begins elsewhere');
  const log = new SessionLog({ clock });
  await log.newerThan(log.revision + 5_000, 20_000);
});

/** [what was said in a session, which of it the list shows]. */
const told: readonly [replies: readonly string[], shown: string][] = [
  [['220 hello', '250 2.0.0 Ok: queued as Q1', '221 2.0.0 Bye'], '221 2.0.0 Bye'],
  [
    [
      '250 2.1.0 Accepted',
      '550 5.7.1 Relaying denied (R-7K2F4)',
      '503 5.5.1 Error: need RCPT command',
    ],
    '550 5.7.1 Relaying denied (R-7K2F4)',
  ],
  [['550 5.7.1 no', '503 5.5.1 need RCPT', '250 2.0.0 Flushed', '221 2.0.0 Bye'], '550 5.7.1 no'],
  [['550 5.7.1 no', '503 5.5.1 x', '500 5.5.2 x', '421 4.7.0 too many'], '550 5.7.1 no'],
  [['550 5.7.1 no', '250 2.1.5 Accepted', '221 2.0.0 Bye'], '221 2.0.0 Bye'],
  [['550 5.1.1 no', '550 5.1.1 nor he'], '550 5.1.1 nor he'],
  [['421 4.7.0 Your address is blocked'], '421 4.7.0 Your address is blocked'],
  [['+OK hello', '-ERR [AUTH] wrong', '+OK Goodbye'], '-ERR [AUTH] wrong'],
  [['-ERR [AUTH] wrong', '+OK joe has 1 message', '+OK Goodbye'], '+OK Goodbye'],
];
for (const [replies, shown] of told)
  test(`of ${JSON.stringify(replies)} the list shows what a person looks for`, () => {
    const log = new SessionLog({ clock: new TestClock() });
    const session = begun(log, '10.0.0.1');
    for (const reply of replies) session.line('out', reply);
    assert.equal(log.list()[0]?.lastReply, shown);
    session.end();
    assert.equal(log.list()[0]?.lastReply, shown);
  });
