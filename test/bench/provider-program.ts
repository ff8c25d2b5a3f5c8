/** Takes mail on a port of loopback, throws it away, and says how much came. A process of its own. */
import net from 'node:net';

const tellEveryMs = 10;
const end = '\r\n.\r\n';
let count = 0;
let told = 0;

const tell = (): boolean | undefined =>
  process.send?.({ at: performance.timeOrigin + performance.now(), count });

const replies: Readonly<Record<string, string>> = {
  EHLO: '250-sink\r\n250 8BITMIME\r\n',
  DATA: '354 go on\r\n',
  QUIT: '221 bye\r\n',
};

function converse(socket: net.Socket): void {
  let rest = '';
  let isBody = false;
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.write('220 sink\r\n');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    for (;;) {
      const at = rest.indexOf(isBody ? end : '\r\n');
      if (at < 0) break;
      const line = isBody ? '' : rest.slice(0, at);
      rest = rest.slice(at + (isBody ? end.length : 2));
      if (isBody) count += 1;
      const verb = line.slice(0, 4).toUpperCase();
      isBody = verb === 'DATA';
      socket.write(replies[verb] ?? '250 ok\r\n');
      if (verb === 'QUIT') socket.end();
    }
    // Of a body only what may begin its end is kept.
    if (isBody && rest.length > end.length) rest = rest.slice(-end.length);
  });
}

net.createServer(converse).listen(Number(process.argv[2]), '127.0.0.1', tell);
setInterval(() => {
  if (count === told) return;
  told = count;
  tell();
}, tellEveryMs);
// The measurement is over, or was broken off.
process.on('disconnect', () => process.exit(0));
