/** An office with people, a window, waiting, sent and refused mail: what pages look like in use. */
import net from 'node:net';
import type { DesktopApp } from './desktop-app.ts';

/** Says the lines one by one, each after the reply to the one before; resolves to the replies. */
export async function talk(port: number, lines: readonly string[]): Promise<readonly string[]> {
  const socket = net.connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const replies: string[] = [];
  let buffer = '';
  const reply = async (): Promise<void> => {
    // A multi-line SMTP reply ends with a line that has a space after the code.
    while (
      !/^(\d{3} |\+OK|-ERR).*\r\n$/m.test(
        buffer.slice(buffer.lastIndexOf('\n', buffer.length - 2) + 1),
      )
    )
      buffer += await new Promise<string>((resolve, reject) => {
        socket.once('data', resolve);
        socket.once('error', reject);
        socket.once('close', () => reject(new Error(`closed after: ${buffer}`)));
      });
    replies.push(buffer.trim());
    buffer = '';
  };
  await reply();
  for (const line of lines) {
    socket.removeAllListeners('close').removeAllListeners('error');
    socket.write(`${line}\r\n`);
    await reply();
  }
  socket.removeAllListeners('close').on('error', () => undefined);
  socket.end();
  return replies;
}

const letter = (to: string, subject: string): readonly string[] => [
  'MAIL FROM:<joe@myclient.com>',
  `RCPT TO:<${to}>`,
  'DATA',
  `From: joe@myclient.com\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nHello.\r\n.`,
];

/** Where its first conversation stands; `placeIn` puts the id in, which is another in each run. */
export const conversation = 'activity/ID';

export async function placeIn(office: DesktopApp, place: string): Promise<string> {
  if (place !== conversation) return place;
  const { sessions } = await office.ask('sessions:list', {});
  return place.replace('ID', String(Math.min(...sessions.map(({ id }) => id))));
}

export async function fillOffice(office: DesktopApp): Promise<void> {
  for (const [name, password] of [
    ['joe', 'kafe-miro-72'],
    ['anna', 'lusi-tano-31'],
    ['scanner', 'pira-belo-55'],
  ] as const)
    await office.addUser(name, password);
  const { relay, pop3 } = office.ports;
  await talk(relay, ['EHLO pc', 'MAIL FROM:<eve@elsewhere.example>', 'RCPT TO:<x@example.org>']);
  await talk(pop3, ['USER joe', 'PASS kafe-miro-72', 'QUIT']);
  await talk(relay, ['EHLO pc', ...letter('anna@example.org', 'Offer'), 'QUIT']);
  await office.ask('queue:pause', {});
  await talk(relay, [
    'EHLO pc',
    ...letter('ben@example.org', 'Invoice 4711'),
    ...letter('cleo@example.net', 'Scan'),
    'QUIT',
  ]);
  await talk(pop3, ['USER anna', 'PASS wrong', 'QUIT']).catch(() => []);
}
