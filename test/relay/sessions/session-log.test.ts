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
  const log = new SessionLog({ clock: new TestClock() });
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
  const log = new SessionLog({ clock: new TestClock(), mostSessions: 3, mostLines: 10 });
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
  const log = new SessionLog({ clock: new TestClock() });
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
  const log = new SessionLog({ clock, mostLines: 3 });
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
  const log = new SessionLog({ clock: new TestClock() });
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
