/** Signs in to POP3 as mail programs do: again and again, once with a long list, or to fetch all. */
import net from 'node:net';
import { password } from './fill-mailbox.ts';
import { answer, quantile, type Pop3Load, type SessionsResult } from './load-request.ts';

const load = JSON.parse(process.argv[2] ?? '{}') as Pop3Load;

/** One connection; each command waits for its answer. */
class Client {
  readonly #socket: net.Socket;
  #parts: string[] = [];
  #end = '\r\n';
  #heard: (text: string) => void = () => undefined;
  #broke: (error: Error) => void = () => undefined;

  constructor(port: number) {
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('error', (error) => this.#broke(error));
    this.#socket.on('close', () => this.#broke(new Error('the relay closed the connection')));
    this.#socket.on('data', (chunk: string) => {
      this.#parts.push(chunk);
      const tail = chunk.length < 5 ? this.#parts.join('') : chunk;
      if (!tail.endsWith(this.#end)) return;
      const text = this.#parts.join('');
      this.#parts = [];
      this.#heard(text);
    });
  }

  /** Resolves to the answer; `lines`: it has several, up to a lone dot. */
  async ask(line: string | null, lines = false): Promise<string> {
    this.#end = lines ? '\r\n.\r\n' : '\r\n';
    const text = await new Promise<string>((resolve, reject) => {
      this.#heard = resolve;
      this.#broke = reject;
      if (line !== null) this.#socket.write(`${line}\r\n`);
    });
    if (!text.startsWith('+OK')) throw new Error(`${line ?? 'greeting'}: ${text.trim()}`);
    return text;
  }

  /** Greeting to QUIT with STAT between; resolves to how long PASS took, ms. */
  async session(user: string): Promise<number> {
    await this.ask(null);
    await this.ask(`USER ${user}`);
    const passMs = await timed(() => this.ask(`PASS ${password}`));
    await this.ask('STAT');
    await this.ask('QUIT');
    this.#socket.end();
    return passMs;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function sessions(
  users: readonly string[],
  connections: number,
  limitMs: number,
): Promise<SessionsResult> {
  const passes: number[] = [];
  const startedAt = performance.now();
  const work = async (user: string): Promise<void> => {
    do passes.push(await new Client(load.port).session(user));
    while (performance.now() - startedAt < limitMs);
  };
  const workers = Array.from({ length: connections }, (_, n) => users[n % users.length] ?? '');
  await Promise.all(workers.map(work));
  const seconds = (performance.now() - startedAt) / 1_000;
  passes.sort((a, b) => a - b);
  const [passP50Ms, passP99Ms] = [quantile(passes, 0.5), quantile(passes, 0.99)];
  return { perSecond: passes.length / seconds, passP50Ms, passP99Ms };
}

async function signedIn(user: string): Promise<{ client: Client; signInMs: number }> {
  const client = new Client(load.port);
  await client.ask(null);
  const signInMs = await timed(async () => {
    await client.ask(`USER ${user}`);
    await client.ask(`PASS ${password}`);
    await client.ask('STAT');
  });
  return { client, signInMs };
}

async function listing(user: string) {
  const { client, signInMs } = await signedIn(user);
  const listMs = await timed(() => client.ask('LIST', true));
  const uidlMs = await timed(() => client.ask('UIDL', true));
  await client.ask('QUIT');
  return { signInMs, listMs, uidlMs };
}

async function download(user: string) {
  const { client } = await signedIn(user);
  const count = Number((await client.ask('STAT')).split(' ')[1]);
  let octets = 0;
  const ms = await timed(async () => {
    for (let n = 1; n <= count; n += 1) octets += (await client.ask(`RETR ${n}`, true)).length;
  });
  await client.ask('QUIT');
  return { mbPerSecond: octets / 1_000 / ms };
}

if (load.kind === 'sessions') answer(await sessions(load.users, load.connections, load.limitMs));
else answer(await (load.kind === 'listing' ? listing(load.user) : download(load.user)));
