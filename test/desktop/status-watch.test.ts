import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, ok } from '../../main/contract/result.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { LinkState } from '../../main/desktop/relay-link.ts';
import { StatusWatch } from '../../main/desktop/status-watch.ts';
import { TestClock } from '../helpers/test-clock.ts';

const minuteMs = 60_000;

test('once stopped it asks no more, whatever the ending relay still notes', async () => {
  const clock = new TestClock();
  let note: (entry: JournalEntry) => void = () => undefined;
  let asked = 0;
  const watch = new StatusWatch(
    {
      state: 'connected',
      request: () => {
        asked += 1;
        return Promise.resolve(ok({}));
      },
      onEntry: (listener) => {
        note = listener;
        return () => undefined;
      },
      onState: () => () => undefined,
    },
    clock,
  );
  let told = 0;
  watch.onChange(() => (told += 1));
  watch.start();
  clock.advance(0);
  await new Promise(setImmediate);
  assert.deepEqual([asked, told], [1, 1]);

  note({ at: 0, level: 'info', event: 'queue.sent', text: '' });
  clock.advance(minuteMs / 20);
  assert.equal(asked, 2, 'it is on its way');
  watch.stop();
  await new Promise(setImmediate);
  note({ at: 0, level: 'info', event: 'service.stopped', text: '' });
  clock.advance(minuteMs);
  assert.deepEqual([asked, told], [2, 1]);
});

test('of a relay that does not answer no status stays, and it comes back with the answers', async () => {
  const clock = new TestClock();
  const link = {
    state: 'connected' as LinkState,
    become: (state: LinkState): void => void (link.state = state),
    request: () =>
      Promise.resolve(link.state === 'connected' ? ok({}) : failed('control.silent', 'Nothing.')),
    onEntry: () => () => undefined,
    onState: (listener: (state: LinkState) => void) => {
      link.become = (state) => listener((link.state = state));
      return () => undefined;
    },
  };
  const watch = new StatusWatch(link, clock);
  watch.start();
  for (const [state, isKnown] of [
    ['connected', true],
    ['silent', false],
    ['connected', true],
    ['away', false],
  ] as const) {
    link.become(state);
    clock.advance(minuteMs);
    await new Promise(setImmediate);
    assert.equal(watch.status !== null, isKnown, state);
  }
  watch.stop();
});

test('an answer that never comes is not the last that is asked for, and one that comes late is old', async () => {
  const clock = new TestClock();
  const answers: ((name: string) => void)[] = [];
  const watch = new StatusWatch(
    {
      state: 'connected',
      request: () => new Promise((resolve) => answers.push((version) => resolve(ok({ version })))),
      onEntry: () => () => undefined,
      onState: () => () => undefined,
    },
    clock,
  );
  watch.start();
  clock.advance(minuteMs / 2);
  assert.ok(answers.length > 1, 'it asked again');
  answers.at(-1)?.('new');
  await new Promise(setImmediate);
  answers[0]?.('old');
  await new Promise(setImmediate);
  assert.equal(watch.status?.version, 'new');
  watch.stop();
});
