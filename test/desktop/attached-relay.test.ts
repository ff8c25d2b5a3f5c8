import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ok, type Result } from '../../main/contract/result.ts';
import { controlPath } from '../../main/control/control-path.ts';
import type { RequestContext } from '../../main/control/handler.ts';
import { ControlServer } from '../../main/control/socket-server.ts';
import { AttachedRelay } from '../../main/desktop/attached-relay.ts';
import { until } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TestClock } from '../helpers/test-clock.ts';

const skip = process.platform === 'win32' ? 'Windows has pipes' : false;
const beatMs = 3_000;

/** A relay on a real socket that hangs as told, and a desktop that shows it. */
async function office(t: TestContext, version = '1.2.3') {
  const clock = new TestClock();
  const asked: string[] = [];
  const callers = new Map<string, RequestContext>();
  /** Pending while it hangs. */
  let gate = Promise.resolve();
  let goOn = (): void => undefined;
  const socketPath = controlPath(tempFolder(t));
  const server = new ControlServer(
    socketPath,
    {
      async handle(name, _args, context) {
        asked.push(name);
        callers.set(name, context);
        await gate;
        // Long work: no answer within this test.
        if (name === 'doctor:run') await new Promise(() => undefined);
        return ok(name);
      },
    },
    version,
  );
  await server.start();
  t.after(() => server.stop());
  const link = new AttachedRelay(socketPath, '1.2.3', clock);
  t.after(() => link.stop());
  return {
    ...{ clock, asked, callers, link },
    hangs: (): void => {
      gate = new Promise((resolve) => (goOn = resolve));
    },
    answers: () => {
      goOn();
      gate = Promise.resolve();
    },
    /** Long enough for the desktop to find out. */
    waits: () => clock.advance(5 * beatMs),
  };
}

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

test(
  'a relay that hangs is told as silent, what waits ends, and all goes on once it answers',
  { skip },
  async (t) => {
    const { link, hangs, answers, waits } = await office(t);
    const states: string[] = [];
    link.onState((state) => states.push(state));
    await link.connect();
    hangs();
    const waiting = link.request('users:list', {});
    waits();
    assert.equal(codeOf(await waiting), 'control.silent');
    assert.equal(codeOf(await link.request('status:get', {})), 'control.silent');
    answers();
    await until('it answers', () => link.state === 'connected');
    assert.equal(codeOf(await link.request('status:get', {})), 'ok');
    assert.deepEqual(states, ['connected', 'silent', 'connected']);
  },
);

test(
  'a relay that hangs from the start keeps no window waiting, and is followed once it answers',
  { skip },
  async (t) => {
    const { link, asked, callers, hangs, answers, waits } = await office(t);
    const heard: string[] = [];
    link.onEntry(({ event }) => heard.push(event));
    hangs();
    const connecting = link.connect();
    await until('it was asked', () => asked.includes('journal:follow'));
    waits();
    await connecting;
    assert.equal(link.state, 'silent');
    answers();
    await until('it answers', () => link.state === 'connected');
    const entry = { at: 0, level: 'info', event: 'queue.sent', text: '' } as const;
    void callers.get('journal:follow')?.push('journal:entry', entry);
    await until('the entry came', () => heard.includes('queue.sent'));
  },
);

test(
  'a relay of another version is told as such, and nothing is done there',
  { skip },
  async (t) => {
    const { link, asked } = await office(t, '1.2.4');
    await link.connect();
    assert.equal(link.state, 'other');
    assert.equal(codeOf(await link.request('queue:pause', {})), 'control.other-version');
    assert.deepEqual(asked, []);
  },
);

test('long work is not cut while the relay answers anything else', { skip }, async (t) => {
  const { link, asked, clock } = await office(t);
  await link.connect();
  let isOver = false;
  void link.request('doctor:run', {}).then(() => (isOver = true));
  for (let beat = 0; beat < 20; beat += 1) {
    clock.advance(beatMs);
    // Its answer comes behind that to the beat.
    assert.equal(codeOf(await link.request('status:get', {})), 'ok');
  }
  assert.ok(asked.filter((name) => name === 'settings:get').length > 5);
  assert.equal(isOver, false);
  assert.equal(link.state, 'connected');
});

test('who was told of the silence hears no more of what was asked', { skip }, async (t) => {
  const { link, callers, hangs, answers, waits } = await office(t);
  await link.connect();
  hangs();
  let pushed = 0;
  const exported = link.request('queue:export', { id: 'MA2QWE7RTZ' }, () => (pushed += 1));
  await until('it was asked', () => callers.has('queue:export'));
  waits();
  assert.equal(codeOf(await exported), 'control.silent');
  void callers.get('queue:export')?.push('queue:chunk', { base64: '' });
  answers();
  await until('it answers', () => link.state === 'connected');
  assert.equal(codeOf(await link.request('status:get', {})), 'ok');
  assert.equal(pushed, 0);
});
