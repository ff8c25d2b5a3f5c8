import type { TestContext } from 'node:test';
import { Conversation } from './conversation.ts';

/** joe, whose password is `secret`, signs in and hands one message over; fails unless it was taken. */
export async function sendSignedIn(
  t: TestContext,
  port: number,
  { body = 'Subject: hello\r\n\r\nHello.' }: { readonly body?: string } = {},
): Promise<void> {
  const c = await Conversation.open(t, port);
  await c.hearsReply('220');
  await c.says('EHLO pc');
  await c.hearsReply('250');
  await c.says(`AUTH PLAIN ${Buffer.from('\0joe\0secret').toString('base64')}`);
  await c.hearsReply('235');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hearsReply('250');
  await c.says('RCPT TO:<anna@example.org>');
  await c.hearsReply('250');
  await c.says('DATA');
  await c.hearsReply('354');
  await c.says(`${body}\r\n.`);
  await c.hearsReply('250');
  await c.says('QUIT');
}
