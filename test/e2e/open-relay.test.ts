import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { PracticeView } from '../../main/contract/status.ts';
import { Conversation } from '../helpers/conversation.ts';
import { RunningRelay } from '../helpers/running-relay.ts';

const own = 'myclient.com';
const victim = 'victim.example';

/** Senders by which relays let themselves be talked over. */
const senders = [
  ...['', 'spammer', 'spammer@spam.example', `joe@${own}`, `@${own}`, 'spammer@localhost'],
  ...['spammer@[127.0.0.1]', `spammer@[IPv6:::1]`, 'postmaster', `"joe"@${own}`],
];

/** reliability.md §5: the relay tests of MAPS and abuse.net, and their kin. */
const recipients = [
  `user@${victim}`,
  `user%${victim}@${own}`,
  `user%${victim}@[127.0.0.1]`,
  `user%${victim}@localhost`,
  `user%${victim}`,
  `"user@${victim}"`,
  `"user%${victim}"`,
  `user@${victim}@${own}`,
  `"user@${victim}"@${own}`,
  `user@${victim}@[127.0.0.1]`,
  `"user@${victim}"@[127.0.0.1]`,
  `@${own}:user@${victim}`,
  `@[127.0.0.1]:user@${victim}`,
  `@localhost,@${own}:user@${victim}`,
  `${victim}!user`,
  `${victim}!user@${own}`,
  `${victim}!user@[127.0.0.1]`,
  `user@${victim} `,
  ` user@${victim}`,
  `user@${victim}.`,
  `user@${victim}\t`,
  `joe@${own}@${victim}`,
  `joe@${own}%${victim}`,
  `joe@${own},user@${victim}`,
  `joe@${own}> <user@${victim}`,
  `joe@${own}>,<user@${victim}`,
  `joe@${own}\0@${victim}`,
  `joe@xn--${own}`,
  `joe@${own}.${victim}`,
  `user@[${victim}]`,
  `postmaster@${victim}`,
  `postmaster%${victim}@${own}`,
];

const pairs = senders.flatMap((sender) => recipients.map((recipient) => ({ sender, recipient })));

/** Says MAIL and RCPT in a fresh transaction; null where they were refused. */
async function asks(
  c: Conversation,
  sender: string,
  recipient: string,
): Promise<{ isTaken: boolean; line: string }> {
  await c.says('RSET');
  await c.hears('250');
  await c.says(`MAIL FROM:<${sender}>`);
  const [mail = ''] = (await c.hearsReply(/^/)).slice(-1);
  if (!mail.startsWith('250')) return { isTaken: false, line: mail };
  await c.says(`RCPT TO:<${recipient}>`);
  const [rcpt = ''] = (await c.hearsReply(/^/)).slice(-1);
  return { isTaken: rcpt.startsWith('250'), line: rcpt };
}

async function greeted(t: TestContext, port: number): Promise<Conversation> {
  const c = await Conversation.open(t, port);
  await c.hearsReply('220');
  await c.says(`EHLO ${own}`);
  await c.hearsReply('250');
  return c;
}

/** Every way in which the owner may have opened the doors a little, and none of them wide. */
const offices: [string, string[]][] = [
  ['as it comes', []],
  ['which takes mail from outside', ['access.acceptOutsideMail=true']],
  [
    'with old devices allowed on all ports',
    [
      'access.acceptOutsideMail=true',
      'listeners.relay.oldDevices=true',
      'listeners.submission.oldDevices=true',
    ],
  ],
];

for (const [office, settings] of offices)
  test(`a stranger relays nothing through an office ${office}`, async (t) => {
    const limits = ['limits.commandsBeforeSignIn=100000', 'limits.connectionsPerAddress=1000'];
    const relay = await RunningRelay.start(t, {
      settings: [`office.domains=["${own}"]`, ...limits, ...settings],
    });
    await relay.addUser('joe', 'secret');
    const taken: string[] = [];
    for (const port of [relay.ports.relay, relay.ports.submission]) {
      const c = await greeted(t, port);
      for (const { sender, recipient } of pairs) {
        const { isTaken, line } = await asks(c, sender, recipient);
        const what = `MAIL <${sender}> RCPT <${recipient}>: ${line}`;
        assert.match(line, /^(250|5\d\d) /, what);
        if (isTaken) taken.push(what);
      }
      await c.says('QUIT');
    }
    // A quoted or cut address of joe's own is his; it never goes out of the house.
    for (const what of taken) assert.match(what, /RCPT <"?joe/i, what);
    const practice = await relay.ask<PracticeView>(['practice', 'list']);
    assert.deepEqual(practice.messages, []);
  });

test('an address that only looks like the office’s is not in the office', async (t) => {
  const relay = await RunningRelay.start(t, {
    settings: [`office.domains=["${own}"]`, 'access.acceptOutsideMail=true'],
  });
  await relay.addUser('joe', 'secret');
  const c = await greeted(t, relay.ports.relay);
  for (const recipient of [`joe@${own}.`, `joe@sub.${own}`, `joe@x${own}`, `joe@${own}x`, 'joe@']) {
    const { line } = await asks(c, 'ann@example.org', recipient);
    assert.match(line, /^5\d\d /, recipient);
  }
  for (const recipient of [`joe@${own}`, `JOE@${own.toUpperCase()}`, `postmaster@${own}`]) {
    const { line } = await asks(c, 'ann@example.org', recipient);
    assert.match(line, /^250 /, recipient);
  }
});
