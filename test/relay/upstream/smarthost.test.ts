import assert from 'node:assert/strict';
import net, { type AddressInfo } from 'node:net';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { classify } from '../../../main/relay/upstream/classify.ts';
import { clientFor, openConnection } from '../../../main/relay/upstream/smarthost.ts';
import { SmarthostConnection } from '../../../main/relay/upstream/smarthost-connection.ts';
import { FakeSmarthost, type FakeAnswer, type FakeStage } from '../../helpers/fake-smarthost.ts';
import { connected, outgoing, providerAt, smarthostWith, told } from '../../helpers/provider.ts';
import { until } from '../../helpers/running-relay.ts';

/** Short, but longer than a busy computer lets a process wait. */
const quick = {
  connectMs: 2_000,
  greetingMs: 500,
  silenceMs: 500,
  bodySilenceMs: 500,
  staleMs: 0,
  idleReplyMs: 500,
  transactionMs: 1_500,
};
const hang = { act: 'hang' } as const;
const drop = { act: 'drop' } as const;

test('a message goes out with its envelope, and the connection is used again', async (t) => {
  const fake = await FakeSmarthost.start(t, {
    extensions: ['PIPELINING', 'SIZE 1000000', '8BITMIME'],
  });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const text = 'Subject: dots\r\n\r\n.\r\n..\r\nb\xe9te\r\n';
  const first = await connection.send(outgoing({ text, bodyType: '8bitmime' }));
  const second = await connection.send(outgoing({ sender: '' }));
  assert.deepEqual([told(first), told(second)], [['delivered'], ['delivered']]);
  assert.equal(fake.connections, 1);
  assert.equal(fake.bodies[0], 'Subject: dots\r\n\r\n..\r\n...\r\nb\xe9te\r\n');
  assert.deepEqual(fake.commands.slice(0, 5), [
    'EHLO relay.office.example',
    'MAIL FROM:<joe@myclient.com> BODY=8BITMIME SIZE=30',
    'RCPT TO:<ann@example.org>',
    'DATA',
    'MAIL FROM:<> SIZE=26',
  ]);
  connection.close();
});

for (const pipelining of [true, false]) {
  const extensions = pipelining ? ['PIPELINING'] : ['SIZE'];
  const how = pipelining ? 'with' : 'without';

  test(`recipients refused one by one lose only themselves, ${how} PIPELINING`, async (t) => {
    const script = {
      RCPT: (line: string) =>
        line.includes('gone')
          ? '550 5.1.1 no'
          : line.includes('full')
            ? '452 4.2.2 full'
            : '250 ok',
    };
    const fake = await FakeSmarthost.start(t, { script, extensions });
    const connection = await connected(smarthostWith(providerAt(fake.port)));
    const addresses = ['a@x.org', 'gone@x.org', 'full@x.org', 'b@x.org'];
    const recipients = addresses.map((address) => ({ address }));
    const expected = ['delivered', 'rcpt 550 give-up', 'rcpt 452 retry', 'delivered'];
    assert.deepEqual(told(await connection.send(outgoing({ recipients }))), expected);
    assert.deepEqual(
      told(await connection.send(outgoing({ recipients: recipients.slice(1, 3) }))),
      ['rcpt 550 give-up', 'rcpt 452 retry'],
    );
    // RFC 5321 §4.1.4: the sender was taken, and another one would be refused before it is taken back.
    assert.equal(fake.heard('RSET').length, 1);
    // Used again after the refused transaction.
    assert.deepEqual(told(await connection.send(outgoing())), ['delivered']);
    assert.equal(fake.connections, 1);
    connection.close();
  });

  test(`a refused recipient keeps its own answer where the message is refused too, ${how} PIPELINING`, async (t) => {
    const script = {
      RCPT: (line: string) => (line.includes('gone') ? '550 5.1.1 no' : '250 ok'),
      body: '451 4.3.0 later',
    };
    const fake = await FakeSmarthost.start(t, { script, extensions });
    const connection = await connected(smarthostWith(providerAt(fake.port)));
    const recipients = [{ address: 'a@x.org' }, { address: 'gone@x.org' }];
    const expected = ['data 451 retry', 'rcpt 550 give-up'];
    assert.deepEqual(told(await connection.send(outgoing({ recipients }))), expected);
    connection.close();
  });
}

type ConnectRow = readonly [stage: FakeStage, answer: FakeAnswer, expected: string];
const unusable: readonly ConnectRow[] = [
  ['greeting', '554 5.7.1 go away', 'connect 554 busy'],
  ['greeting', '421 4.3.2 too busy', 'connect 421 busy'],
  ['greeting', 'HTTP/1.1 400 Bad Request', 'connect null network'],
  ['greeting', drop, 'connect null network'],
  ['greeting', hang, 'connect null network'],
  ['EHLO', drop, 'connect null network'],
  ['EHLO', hang, 'connect null network'],
  ['EHLO', '421 no', 'connect 421 busy'],
  ['AUTH', '535 5.7.8 wrong', 'auth 535 sign-in'],
  ['AUTH', '454 4.7.0 later', 'auth 454 busy'],
  ['AUTH', '421 4.7.0 too many', 'auth 421 busy'],
  ['AUTH', drop, 'auth null network'],
  ['AUTH', hang, 'auth null network'],
];

for (const [stage, answer, expected] of unusable)
  test(`at ${stage} ${JSON.stringify(answer)} pauses the route: ${expected}`, async (t) => {
    const extensions = ['AUTH PLAIN LOGIN'];
    const fake = await FakeSmarthost.start(t, { script: { [stage]: answer }, extensions });
    const settings = { auth: 'auto', user: 'office', allowPlaintextPassword: true } as const;
    const smarthost = smarthostWith(providerAt(fake.port, settings), {
      password: 'secret',
      timeouts: quick,
    });
    const result = await smarthost.connect();
    assert.ok(result.outcome === 'failed');
    const { stage: at, responseCode } = result.failure;
    assert.equal(`${at} ${responseCode} ${classify(result.failure).pauseKind}`, expected);
    assert.doesNotMatch(JSON.stringify(result.failure), /secret|c2VjcmV0/);
  });

for (const mode of ['implicit', 'starttls'] as const)
  test(`a server that closes where TLS would begin (${mode}) is away, and its TLS no worse than before`, async (t) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      if (mode === 'implicit') socket.end();
      else socket.write('220 fake ESMTP\r\n');
      socket.on('data', (said) => {
        if (said.toString().startsWith('EHLO')) socket.write('250-fake\r\n250 STARTTLS\r\n');
        else socket.end('220 go ahead\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const result = await smarthostWith(providerAt(port, { tls: mode })).connect();
    assert.ok(result.outcome === 'failed');
    assert.equal(classify(result.failure).pauseKind, 'network');
  });

type SendRow = readonly [stage: FakeStage, answer: FakeAnswer, expected: string];
const troubles: readonly SendRow[] = [
  ['MAIL', '550 5.7.60 not your address', 'mail 550 give-up'],
  ['MAIL', '451 4.3.0 later', 'mail 451 retry'],
  ['MAIL', '421 4.3.2 closing', 'mail 421 pause-route'],
  ['MAIL', '530 5.7.0 Authentication required', 'mail 530 pause-route'],
  ['MAIL', drop, 'mail ECONNECTION retry'],
  ['MAIL', hang, 'mail ETIMEDOUT retry'],
  ['RCPT', '421 4.7.0 slow down', 'mail 421 pause-route'],
  ['RCPT', drop, 'mail ECONNECTION retry'],
  ['RCPT', '550 5.1.1 no', 'rcpt 550 give-up'],
  ['DATA', '451 4.3.0 no room', 'data 451 retry'],
  ['DATA', '554 5.5.1 no valid recipients', 'data 554 give-up'],
  ['DATA', drop, 'mail ECONNECTION retry'],
  ['body', '554 5.6.0 spam', 'data 554 give-up'],
  ['body', '451 4.7.1 greylisted', 'data 451 retry'],
  ['body', '421 4.3.0 bye', 'data 421 retry'],
  ['body', drop, 'data ECONNECTION retry'],
  ['body', hang, 'data ETIMEDOUT retry'],
  ['body', 'nonsense', 'data EMESSAGE retry'],
];

for (const [stage, answer, expected] of troubles)
  test(`at ${stage} ${JSON.stringify(answer)} is ${expected}`, async (t) => {
    const fake = await FakeSmarthost.start(t, { script: { [stage]: answer } });
    const smarthost = smarthostWith(providerAt(fake.port), { timeouts: quick });
    const connection = await connected(smarthost);
    assert.deepEqual(told(await connection.send(outgoing())), [expected]);
    fake.script = {};
    // Either it is used again, or it says that it cannot be.
    const again = connection.isUsable ? await connection.send(outgoing()) : null;
    if (again !== null) assert.deepEqual(told(again), ['delivered']);
    connection.close();
  });

test('what was sent before over a connection that is lost at MAIL says nothing of the next message', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  assert.deepEqual(told(await connection.send(outgoing())), ['delivered']);
  fake.script = { MAIL: drop };
  assert.deepEqual(told(await connection.send(outgoing())), ['mail ECONNECTION retry']);
});

test('words cut off as the connection breaks are no definite no', async (t) => {
  const fake = await FakeSmarthost.start(t, {
    script: {
      body: () => {
        for (const socket of fake.sockets) socket.end('550 5.1.1 no su');
        return hang;
      },
    },
  });
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  assert.deepEqual(told(await connection.send(outgoing())), ['data ECONNECTION retry']);
});

test('the words with which a message is taken are kept as one line, bounded, without control characters', async (t) => {
  const long = `250 2.0.0 ${'x'.repeat(900)}`;
  const fake = await FakeSmarthost.start(t, {
    script: { body: `250-2.0.0 taken\x1b[2J\r\n${long}` },
  });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const result = await connection.send(outgoing());
  const [first] = result.outcome === 'answered' ? result.recipients : [];
  const reply = first?.outcome === 'delivered' ? first.reply : '';
  assert.match(reply, /^250-2\.0\.0 taken \[2J x+$/);
  assert.equal(reply.length, 500);
  connection.close();
});

test('an endless reply ends the connection, not the program', async (t) => {
  const fake = await FakeSmarthost.start(t, {
    script: {
      body: Array<string>(3000)
        .fill(`250-${'x'.repeat(60)}`)
        .join('\r\n'),
    },
  });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  assert.deepEqual(told(await connection.send(outgoing())), ['data EPROTOCOL retry']);
  assert.equal(connection.isUsable, false);
});

test('a reply that trickles for ever is cut by the deadline', async (t) => {
  const fake = await FakeSmarthost.start(t, {
    script: {
      body: () => {
        const timer = setInterval(() => {
          for (const socket of fake.sockets) socket.write('250-wait\r\n');
        }, 20);
        t.after(() => clearInterval(timer));
        return hang;
      },
    },
  });
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  assert.deepEqual(told(await connection.send(outgoing())), ['data ETIMEDOUT retry']);
  assert.equal(connection.isUsable, false);
});

test('RFC 5321 §4.5.3.2.6: for the answer to a body 10 minutes are waited, for any other 5', async (t) => {
  let answer: () => void = () => undefined;
  const fake = await FakeSmarthost.start(t, {
    script: {
      body: () => {
        answer = () => {
          for (const socket of fake.sockets) socket.write('250 2.0.0 looked through\r\n');
        };
        return hang;
      },
    },
  });
  const client = clientFor(providerAt(fake.port), 'relay.office.example');
  t.after(() => client.close());
  assert.equal(await openConnection(client), null);
  const minutes = (): number => (client.socket?.timeout ?? 0) / 60_000;
  assert.equal(minutes(), 5);
  const sending = new SmarthostConnection(client).send(outgoing());
  await until('the body is there', () => fake.bodies.length > 0);
  assert.equal(minutes(), 10);
  answer();
  assert.deepEqual(told(await sending), ['delivered']);
  assert.equal(minutes(), 5);
});

test('a message over the provider’s SIZE is given up before it is sent', async (t) => {
  const fake = await FakeSmarthost.start(t, { extensions: ['SIZE 10'] });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  assert.deepEqual(told(await connection.send(outgoing())), ['mail 5.3.4 give-up']);
  assert.deepEqual(fake.heard('MAIL'), []);
  assert.equal(connection.isUsable, true);
  connection.close();
});

test('addresses that could smuggle a command are never written', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const recipients = [
    { address: 'a@x.org>\r\nRCPT TO:<b@x.org' },
    { address: 'ok@x.org' },
    { address: 'c@x.org> NOTIFY=NEVER' },
  ];
  const result = await connection.send(outgoing({ recipients }));
  assert.deepEqual(told(result), ['rcpt 5.1.3 give-up', 'delivered', 'rcpt 5.1.3 give-up']);
  const sender = 'a@x.org\r\nDATA';
  assert.deepEqual(told(await connection.send(outgoing({ sender }))), ['mail 5.1.7 give-up']);
  assert.deepEqual(fake.heard('RCPT'), ['RCPT TO:<ok@x.org>']);
  const none = outgoing({ recipients: recipients.slice(2) });
  assert.deepEqual(told(await connection.send(none)), ['rcpt 5.1.3 give-up']);
  assert.equal(fake.heard('MAIL').length, 1);
  connection.close();
});

test('RFC 5321 §4.1.2: spaces in quotes go out as they are', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const message = { sender: '"front desk"@x.org', recipients: [{ address: '"john doe"@y.org' }] };
  assert.deepEqual(told(await connection.send(outgoing(message))), ['delivered']);
  assert.match(fake.heard('MAIL')[0] ?? '', /^MAIL FROM:<"front desk"@x\.org>/);
  assert.deepEqual(fake.heard('RCPT'), ['RCPT TO:<"john doe"@y.org>']);
  connection.close();
});

test('our own name cannot smuggle a command either', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const { connectTo } = await import('../../../main/relay/upstream/smarthost.ts');
  const result = await connectTo(providerAt(fake.port), null, 'a\r\nMAIL FROM:<x@y>');
  assert.ok(result.outcome === 'connected');
  assert.deepEqual(fake.commands, ['EHLO a-MAIL-FROM:-x-y-']);
  result.connection.close();
});

test('RFC 3461: DSN parameters pass on to a provider with DSN, and to no other', async (t) => {
  const message = outgoing({
    dsn: { ret: 'HDRS', envid: 'QQ+314=159' },
    recipients: [
      {
        address: 'ann@example.org',
        dsn: { notify: ['SUCCESS', 'DELAY'], orcpt: 'rfc822;ann=x@example.org' },
      },
    ],
  });
  const fake = await FakeSmarthost.start(t, { extensions: ['DSN'] });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const result = await connection.send(message);
  assert.ok(result.outcome === 'answered');
  assert.deepEqual(result.recipients, [
    { outcome: 'delivered', reply: '250 2.0.0 taken', takesDsn: true },
  ]);
  assert.equal(fake.commands[1], 'MAIL FROM:<joe@myclient.com> RET=HDRS ENVID=QQ+2B314+3D159');
  assert.equal(
    fake.commands[2],
    'RCPT TO:<ann@example.org> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;ann+3Dx@example.org',
  );
  connection.close();

  const old = await FakeSmarthost.start(t);
  const other = await connected(smarthostWith(providerAt(old.port)));
  const without = await other.send(message);
  assert.ok(without.outcome === 'answered' && without.recipients[0]?.outcome === 'delivered');
  assert.equal(without.recipients[0].takesDsn, false);
  assert.deepEqual(old.commands.slice(1, 3), [
    'MAIL FROM:<joe@myclient.com>',
    'RCPT TO:<ann@example.org>',
  ]);
  other.close();
});

test('RFC 6531: SMTPUTF8 is said where it is offered, and a message that needs it is returned elsewhere', async (t) => {
  const needy = outgoing({ smtpUtf8: true, recipients: [{ address: 'jürgen@example.org' }] });
  const header = outgoing({ smtpUtf8: true, text: 'Subject: gr\xc3\xbc\xc3\x9fe\r\n\r\nx\r\n' });
  const domain = outgoing({ smtpUtf8: true, recipients: [{ address: 'ann@bücher.example' }] });
  const fake = await FakeSmarthost.start(t, { extensions: ['SMTPUTF8', 'PIPELINING'] });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  for (const message of [needy, header])
    assert.deepEqual(told(await connection.send(message)), ['delivered']);
  // Said twice it would be refused.
  assert.deepEqual(
    fake.heard('MAIL').map((line) => line.split(' ').filter((word) => word === 'SMTPUTF8').length),
    [1, 1],
  );
  connection.close();

  const old = await FakeSmarthost.start(t);
  const other = await connected(smarthostWith(providerAt(old.port)));
  assert.deepEqual(told(await other.send(needy)), ['rcpt 5.6.7 give-up']);
  assert.deepEqual(told(await other.send(header)), ['mail 5.6.7 give-up']);
  // A domain has an ASCII form, and then nothing else needs SMTPUTF8.
  assert.deepEqual(told(await other.send(domain)), ['delivered']);
  assert.deepEqual(old.heard('RCPT'), ['RCPT TO:<ann@xn--bcher-kva.example>']);
  other.close();
});

test('an address that the provider cannot take without SMTPUTF8 costs no other recipient the mail', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const recipients = ['ann@x.org', 'jürgen@x.org', 'bob@bücher.example'].map((address) => ({
    address,
  }));
  assert.deepEqual(told(await connection.send(outgoing({ smtpUtf8: true, recipients }))), [
    'delivered',
    'rcpt 5.6.7 give-up',
    'delivered',
  ]);
  assert.equal(fake.heard('RCPT').length, 2);
  connection.close();
});

test('an idle connection that the provider closed is found out before it is used', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  assert.equal(await connection.check(), true);
  fake.script = { RSET: '421 4.4.2 idle too long' };
  assert.equal(await connection.check(), false);
  assert.equal(connection.isUsable, false);

  const second = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  fake.script = { RSET: hang };
  assert.equal(await second.check(), false);

  const third = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  fake.script = { RSET: '502 5.5.1 what?' };
  assert.equal(await third.check(), false, 'nobody knows what it has kept');
  assert.equal(third.isUsable, false);
});

test('a connection that was just used is not asked whether it still stands, and one that broke then is none', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const timeouts = { ...quick, staleMs: 200 };
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts }));
  await sleep(250);
  assert.deepEqual(told(await connection.send(outgoing())), ['delivered']);
  assert.equal(await connection.check(), true);
  assert.deepEqual(fake.heard('RSET'), []);
  const other = await connected(smarthostWith(providerAt(fake.port)));
  for (const socket of fake.sockets) socket.destroy();
  await until('it is known', () => !other.isUsable);
  assert.equal(await other.check(), false);
});

test('close says QUIT, and does not wait for ever for the answer', async (t) => {
  const fake = await FakeSmarthost.start(t, { script: { QUIT: hang } });
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts: quick }));
  connection.close();
  assert.equal(connection.isUsable, false);
  const end = Date.now() + 20_000;
  while (fake.sockets.size > 0 && Date.now() < end) await new Promise((r) => setTimeout(r, 10));
  assert.deepEqual(fake.heard('QUIT'), ['QUIT']);
  assert.equal(fake.sockets.size, 0);
});

test('a thousand messages over one connection leave no listeners behind', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const warnings: Error[] = [];
  const warned = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warned);
  t.after(() => process.off('warning', warned));
  for (let i = 0; i < 1_000; i += 1)
    assert.deepEqual(told(await connection.send(outgoing())), ['delivered']);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(warnings, []);
  connection.close();
});
