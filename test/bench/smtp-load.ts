/** Sends messages over some connections as fast as they are taken. */
import net from 'node:net';
import { answer, quantile, type SmtpLoad, type SmtpResult } from './load-request.ts';

const load = JSON.parse(process.argv[2] ?? '{}') as SmtpLoad;
const body = bodyOf(load.sizeBytes);
const commands = ['MAIL FROM:<bench@bench.test>\r\n', 'RCPT TO:<to@sink.test>\r\n', 'DATA\r\n'];
const waitsMs: number[] = [];
const startedAt = performance.now();
let begun = 0;
let open = 0;
let fault: string | null = null;

for (let n = 0; n < load.connections; n += 1) connect();

/** Whether one more may be sent; counts it. */
function mayBegin(): boolean {
  const isOver = begun >= load.count || performance.now() - startedAt > load.limitMs;
  if (!isOver && fault === null) begun += 1;
  return !isOver && fault === null;
}

function connect(): void {
  if (!mayBegin()) return;
  open += 1;
  const socket = net.connect({ port: load.port, host: '127.0.0.1', noDelay: true });
  let step = -2;
  let sentAt = 0;
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('error', (error) => (fault ??= error.message));
  socket.on('close', () => {
    open -= 1;
    if (!load.isKept) connect();
    if (open === 0) finish();
  });
  socket.on('data', (chunk: string) => {
    rest += chunk;
    const lines = rest.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line[3] === ' ') next(line);
  });

  /** Steps: -2 greeting, -1 EHLO, 0 to 2 the commands, 3 the body, 4 QUIT. */
  function next(reply: string): void {
    if (!/^[23]/.test(reply)) fault ??= reply;
    step += 1;
    if (step === -1) socket.write('EHLO bench.test\r\n');
    else if (step < 3) socket.write(commands[step] ?? '');
    else if (step === 3) {
      socket.write(body);
      sentAt = performance.now();
    } else if (step === 4) taken();
    else socket.end();
  }

  function taken(): void {
    waitsMs.push(performance.now() - sentAt);
    if (load.isKept && mayBegin()) {
      step = 0;
      socket.write(commands[0] ?? '');
    } else socket.write('QUIT\r\n');
  }
}

function finish(): void {
  if (fault !== null) throw new Error(`the relay said: ${fault}`);
  const elapsedMs = performance.now() - startedAt;
  waitsMs.sort((a, b) => a - b);
  const result: SmtpResult = {
    ...{ accepted: waitsMs.length, elapsedMs },
    ...{ p50Ms: quantile(waitsMs, 0.5), p99Ms: quantile(waitsMs, 0.99) },
  };
  answer(result);
}

function bodyOf(sizeBytes: number): Buffer {
  const header = 'From: <bench@bench.test>\r\nTo: <to@sink.test>\r\nSubject: bench\r\n\r\n';
  const line = `${'x'.repeat(70)}\r\n`;
  const lines = Math.max(0, Math.ceil((sizeBytes - header.length) / line.length));
  return Buffer.from(`${header}${line.repeat(lines)}.\r\n`);
}
