/** What Thunderbird 153 says when a password is mistyped, as it was seen from the relay. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from '../helpers/conversation.ts';
import { RunningRelay } from '../helpers/running-relay.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const plain = (user: string, password: string): string => base64(`\0${user}\0${password}`);

/** One password, by all that CAPA offers: Thunderbird tries each before it asks again. */
async function checksMail(c: Conversation, user: string, password: string): Promise<void> {
  const refused = '-ERR [AUTH] Name or password is wrong';
  await c.says('AUTH PLAIN');
  await c.hears('+ ');
  await c.says(plain(user, password));
  await c.hears(refused);
  await c.says('AUTH LOGIN');
  await c.hears('+ ');
  await c.says(base64(user));
  await c.hears('+ ');
  await c.says(base64(password));
  await c.hears(refused);
  await c.says(`USER ${user}`);
  await c.hears('+OK');
  await c.says(`PASS ${password}`);
  await c.hears(refused);
}

async function signsInToSend(c: Conversation, user: string, password: string): Promise<void> {
  await c.says(`AUTH PLAIN ${plain(user, password)}`);
  await c.hears('535 5.7.8');
  await c.says('AUTH LOGIN');
  await c.hears('334 ');
  await c.says(base64(user));
  await c.hears('334 ');
  await c.says(base64(password));
  await c.hears('535 5.7.8');
}

test('a password mistyped once while Thunderbird sets up an account shuts nobody out', async (t) => {
  const relay = await RunningRelay.start(t, { settings: ['office.domains=["myclient.com"]'] });
  await relay.addUser('joe', 'secret');
  for (const name of ['joe', 'joe@myclient.com', 'joe', 'joe@myclient.com']) {
    const c = await Conversation.open(t, relay.ports.pop3);
    await c.hears('+OK');
    await checksMail(c, name, 'secrte');
    await c.says('QUIT');
    await c.hearsEnd();
  }
  const c = await Conversation.open(t, relay.ports.pop3);
  await c.hears('+OK');
  await c.says('AUTH PLAIN');
  await c.hears('+ ');
  await c.says(plain('joe', 'secret'));
  await c.hears('+OK joe has 0 messages');
});

test('an old password and two mistyped ones leave Thunderbird its connection for sending', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  const c = await Conversation.open(t, relay.ports.submission);
  await c.hears('220 ');
  await c.says('EHLO [127.0.0.1]');
  await c.hearsReply('250 ');
  for (const password of ['of last year', 'secrte', 'secert'])
    await signsInToSend(c, 'joe', password);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235 ');
  assert.match((await relay.cli(['blocks', 'list'])).stdout, /^Nobody is blocked\./);
});
