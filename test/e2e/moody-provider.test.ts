import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { MoodyProvider } from '../helpers/moody-provider.ts';
import { RunningRelay, trustsThisPc, until } from '../helpers/running-relay.ts';
import { seeded } from '../helpers/seeded.ts';

const rounds = 4;
const clients = 8;
const messagesPerRound = 200;
/** Recipients of each message in turn: taken, taken late, refused for good, a mailbox here. */
const mixes = [
  ['fine'],
  ['fine', 'gone'],
  ['late', 'ann'],
  ['gone', 'ann'],
  ['fine', 'late', 'gone'],
];

test('each message has one end, with a provider on its worst day and the relay killed again and again', async (t) => {
  const provider = await MoodyProvider.start(t, seeded(20261127), idOf);
  const relay = await RunningRelay.start(t, {
    settings: [
      ...provider.settings(),
      'queue.retryMinutes=[0.02,0.03,0.05]',
      'office.domains=["office.test"]',
      trustsThisPc,
    ],
  });
  for (const name of ['joe', 'ann'])
    await relay.ask(['users', 'add', name, '--alias', `${name}@office.test`], 'kafe-miro-72\n');
  const answered = new Map<string, readonly string[]>();
  for (let round = 0; round < rounds; round += 1) {
    const before = answered.size;
    const sending = Array.from({ length: clients }, (_, client) =>
      sendUntilGone(relay.ports.relay, `r${round}c${client}`, answered),
    );
    await until('enough were answered', () => answered.size - before >= messagesPerRound);
    await relay.kill9();
    await Promise.all(sending);
    await relay.restart();
  }
  await until(
    'nothing waits any more',
    async () => (await relay.ask<{ total: number }>(['queue', 'list'])).total === 0,
    90_000,
  );
  const joes = mailOf(relay, 'joe');
  const bounced = counted(joes.flatMap(bouncesIn));
  const taken = counted(provider.taken);
  const anns = counted(mailOf(relay, 'ann').map(idOf));
  const wrong: string[] = [];
  for (const [id, recipients] of answered)
    for (const recipient of recipients) {
      const key = `${id} ${recipient}`;
      if (recipient.startsWith('gone')) expect(key, [bounced.get(key), 1], [taken.get(key), 0]);
      else if (recipient.startsWith('ann')) expect(key, [anns.get(id), 1]);
      else if ((taken.get(key) ?? 0) === 0 || bounced.has(key)) wrong.push(`${key}: not taken`);
    }
  t.diagnostic(
    `${answered.size} answered 250 over ${rounds} kills, ${bounced.size} bounces, ${provider.taken.length - taken.size} sent twice`,
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    [...bounced.keys()].filter((key) => !key.includes(' gone')),
    [],
  );

  function expect(key: string, ...counts: [number | undefined, number][]): void {
    for (const [is = 0, should] of counts)
      if (is !== should) wrong.push(`${key}: ${is}, not ${should}`);
  }
});

const idOf = (text: string): string => /^X-Test: (\S+)/m.exec(text)?.[1] ?? '';

/** `id recipient` of each recipient that a report says was given up. */
const bouncesIn = (text: string): string[] =>
  [...text.matchAll(/^Final-Recipient: rfc822; ?(\S+)/gim)].map(
    ([, address = '']) => `${idOf(text)} ${address}`,
  );

function counted(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function mailOf(relay: RunningRelay, user: string): string[] {
  const folder = path.join(relay.dataFolder, 'mailboxes', user, 'new');
  return fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'latin1'));
}

/** Message after message over one connection, until the relay is gone. */
async function sendUntilGone(
  port: number,
  name: string,
  answered: Map<string, readonly string[]>,
): Promise<void> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
  const isGone = new Promise<never>((_, reject) => {
    for (const event of ['error', 'end']) connection.on(event, () => reject(new Error('gone')));
  });
  isGone.catch(() => undefined);
  try {
    await Promise.race([
      isGone,
      new Promise<void>((resolve) => connection.connect(() => resolve())),
    ]);
    for (let number = 0; ; number += 1) {
      const id = `${name}m${number}`;
      const mix = mixes[number % mixes.length] ?? [];
      const to = mix.map((kind) => (kind === 'ann' ? 'ann@office.test' : `${kind}-${id}@far.test`));
      const text = `X-Test: ${id}\r\nFrom: joe@office.test\r\nSubject: ${id}\r\n\r\n.dots\r\n${'x'.repeat(70)}\r\n`;
      const sent = new Promise<boolean>((resolve) =>
        connection.send({ from: 'joe@office.test', to }, text, (error) => resolve(!error)),
      );
      if (await Promise.race([isGone, sent])) answered.set(id, to);
    }
  } catch {
    connection.close();
  }
}
