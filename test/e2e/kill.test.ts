import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { RunningRelay, trustsThisPc, until } from '../helpers/running-relay.ts';
import { Sink } from '../helpers/sink.ts';

const rounds = 10;
const connections = 20;
const messagesPerConnection = 50;

test('no message that was answered 250 is lost when the relay is killed, ten times over', async (t) => {
  const sink = await Sink.start(t);
  const relay = await RunningRelay.start(t, {
    settings: [...sink.settings(), trustsThisPc],
  });
  const answered = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const before = answered.size;
    const clients = Array.from({ length: connections }, (_, client) =>
      sendMany(relay.ports.relay, `r${round}c${client}`, answered),
    );
    // Somewhere in the middle: after a share of the messages that grows from round to round.
    const share = (connections * messagesPerConnection * (round + 1)) / (rounds + 1);
    await until('enough were answered', () => answered.size - before >= share, 30_000);
    await relay.kill9();
    await Promise.all(clients);
    await relay.restart();
  }
  const arrived = (): Set<string> => new Set(sink.messages.map(idOf));
  await relay.ask(['queue', 'retry']);
  let isDone = false;
  await until(
    'all answered messages arrived',
    async () => {
      const got = arrived();
      isDone = [...answered].every((id) => got.has(id));
      if (!isDone) await relay.ask(['queue', 'retry']);
      return isDone;
    },
    60_000,
  );
  const lost = [...answered].filter((id) => !arrived().has(id));
  const duplicates = sink.messages.length - arrived().size;
  t.diagnostic(
    `${answered.size} answered 250 over ${rounds} kills, ${lost.length} lost, ${duplicates} sent twice`,
  );
  assert.deepEqual(lost, []);
  // At most what was in flight on each connection to the provider at each kill.
  assert.ok(duplicates <= rounds * 10, `${duplicates} duplicates`);
});

const idOf = ({ content }: { content: Buffer }): string =>
  /^X-Test: (\S+)/m.exec(content.toString('latin1', 0, 4_000))?.[1] ?? '';

/** One connection, message after message, until all are sent or the server is gone. */
function sendMany(port: number, name: string, answered: Set<string>): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const filler = 'x'.repeat(70);
    let sent = 0;
    let step = 0;
    let text = '';
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve());
    socket.on('data', (chunk: string) => {
      text += chunk;
      const lines = text.split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line[3] === ' ') next(line);
    });
    const next = (reply: string): void => {
      if (!/^[23]/.test(reply)) {
        socket.destroy();
        return;
      }
      if (step === 5) {
        answered.add(`${name}m${sent}`);
        sent += 1;
        step = 1;
        if (sent === messagesPerConnection) {
          socket.end('QUIT\r\n');
          return;
        }
      }
      const id = `${name}m${sent}`;
      const body = `X-Test: ${id}\r\nFrom: <a@b.test>\r\nSubject: ${id}\r\n\r\n${`${filler}\r\n`.repeat(20)}.\r\n`;
      socket.write(
        ['EHLO test\r\n', 'MAIL FROM:<a@b.test>\r\n', 'RCPT TO:<c@d.test>\r\n', 'DATA\r\n', body][
          step
        ] ?? '',
      );
      step += 1;
    };
  });
}
