import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Conversation } from '../../helpers/conversation.ts';
import { Pop3Stand, signsIn } from './pop3-stand.ts';

/** The next line, or '' where none comes while time passes. */
async function answerInTime(stand: Pop3Stand, c: Conversation): Promise<string> {
  let answer = '';
  void c.line().then((line) => (answer = line));
  for (let turn = 0; turn < 1_000 && answer === ''; turn += 1) {
    await setImmediate();
    stand.clock.advance(10);
  }
  return answer;
}

test('Evolution forgets the line end behind UTF8, is answered all the same, and goes on', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('CAPA');
  assert.ok((await c.hearsLines()).includes('UTF8 USER'));
  await c.sends('UTF8');
  const answer = await answerInTime(stand, c);
  assert.match(answer, /^\+OK/);
  await signsIn(c);
});

test('a line end that comes later than its command is its end, and no second command', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.sends('UTF8');
  await c.sends('\r\n');
  await c.hears('+OK');
  stand.clock.advance(10_000);
  await signsIn(c);
});

test('a line end that comes when its command is answered already is no second command', async (t) => {
  for (const pieces of [['\r\n'], ['\r', '\n'], ['\n'], ['\r\nNOOP\r\n']]) {
    const stand = await Pop3Stand.start(t);
    const c = await stand.connect(t);
    await c.sends('UTF8');
    assert.match(await answerInTime(stand, c), /^\+OK/);
    for (const piece of pieces) {
      await c.sends(piece);
      await setImmediate();
    }
    if (pieces[0]?.includes('NOOP')) await c.hears('-ERR');
    await signsIn(c);
  }
});
