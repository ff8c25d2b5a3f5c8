import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionLog } from '../../../main/relay/sessions/session-log.ts';
import type { WatchedSession } from '../../../main/relay/sessions/session-watch.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const session = (peer: string, user = ''): WatchedSession => ({
  ...{ id: peer, listener: 'relay', peer, user, isSecure: false },
});

test('keeps what was said, open sessions first, then the newest', () => {
  const log = new SessionLog({ clock: new TestClock() });
  const [first, second, third] = [session('10.0.0.1'), session('10.0.0.2'), session('10.0.0.3')];
  for (const one of [first, second, third]) log.line(one, 'out', '220 hello');
  log.line(second, 'in', 'QUIT');
  log.end(second);
  log.end(third);
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
  const open = session('10.0.0.1');
  for (let n = 0; n < 95; n += 1) log.line(open, 'in', `NOOP ${n}`);
  log.line(open, 'in', 'x'.repeat(5_000));
  for (let n = 0; n < 9; n += 1) {
    const over = session(`10.0.1.${n}`);
    log.line(over, 'out', '220 hello');
    log.end(over);
  }
  assert.equal(log.list().length, 3);
  const transcript = log.transcript(1);
  assert.equal(transcript?.session.lineCount, 96);
  assert.equal(transcript.lines.length, 10);
  assert.ok((transcript.lines.at(-1)?.line.length ?? 0) <= 400);
});

test('is searched by address, user and what was said', () => {
  const log = new SessionLog({ clock: new TestClock() });
  log.line(session('10.0.0.1', 'joe'), 'in', 'MAIL FROM:<joe@myclient.com>');
  log.line(session('10.0.0.2'), 'in', 'EHLO scanner');
  assert.deepEqual(
    ['JOE', 'scanner', '10.0.0', 'nobody'].map((text) => log.list(text).length),
    [1, 1, 2, 0],
  );
});

test('who asks for news waits until there are some, and not for ever', async () => {
  const clock = new TestClock();
  const log = new SessionLog({ clock });
  const news = log.newerThan(log.revision, 20_000);
  log.line(session('10.0.0.1'), 'out', '220 hello');
  clock.advance(250);
  await news;
  const nothing = log.newerThan(log.revision, 20_000);
  clock.advance(20_000);
  await nothing;
});
