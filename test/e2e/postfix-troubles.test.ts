import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeliveryStage, MessageView } from '../../main/contract/mail.ts';
import type { StatusView } from '../../main/contract/status.ts';
import { testCertificate } from '../helpers/certificates.ts';
import { needsPostfix, startPostfix } from '../helpers/postfix.ts';
import { RunningRelay, until } from '../helpers/running-relay.ts';

const account = { user: 'office@postfix.example', password: 'pass word' };
const from = 'joe@office.example';
const troubleLimitMs = 30_000;

test(
  'a real Postfix that refuses the sign-in, is full or is stopped: the mail waits, nothing comes back, all arrives',
  { skip: needsPostfix() },
  async (t) => {
    const certificate = await testCertificate();
    const postfix = await startPostfix(t, { certificate, ...account });
    const relay = await RunningRelay.start(t, { settings: ['office.domains=office.example'] });
    await relay.addUser('joe', 'secret');
    const setProvider = (password: string) =>
      relay.ask(
        [
          ...['provider', 'set', '--host', '127.0.0.1', '--port', String(postfix.port)],
          ...['--tls', 'starttls', '--fingerprint', certificate.fingerprint],
          ...['--user', account.user],
        ],
        `${password}\n`,
      );
    const send = async (): Promise<void> => {
      const words = ['try', 'send', '--from', from, '--to', 'ann@example.org', '--user', 'joe'];
      assert.equal((await relay.cli(words, 'secret\n')).code, 0);
    };
    const waiting = async () =>
      (await relay.ask<{ messages: MessageView[] }>(['queue', 'list'])).messages;
    const pausedAt = (stage: DeliveryStage) =>
      until(
        `the route is paused at ${stage}`,
        async () => {
          const { route } = await relay.ask<StatusView>(['status']);
          return route.state === 'paused' && route.by === 'fault' && route.stage === stage;
        },
        troubleLimitMs,
      );

    await setProvider('wrong');
    await send();
    await pausedAt('auth');
    assert.equal((await waiting()).length, 1);
    await setProvider(account.password);
    assert.equal((await postfix.mails(1)).length, 1);

    postfix.set('queue_minfree=1000000000000000');
    await send();
    await until(
      'Postfix said that it is full',
      async () => {
        const [message] = await waiting();
        return /^452 4\.3\.1/.test(message?.recipients[0]?.lastReply ?? '');
      },
      troubleLimitMs,
    );
    postfix.set('queue_minfree=0');
    assert.equal((await relay.cli(['queue', 'retry'])).code, 0);
    assert.equal((await postfix.mails(2)).length, 2);

    postfix.run('stop');
    await send();
    await send();
    await pausedAt('connect');
    postfix.run('start');
    assert.equal((await postfix.mails(4)).length, 4);
    await until('the queue is empty', async () => (await waiting()).length === 0);
    const { stdout } = await relay.cli(['history', 'bounced']);
    assert.match(stdout, /^Nothing/);
  },
);
