/** A mail program that hands over as much as it may, over connections that stay open. For measurements. */
import net from 'node:net';

/** One connection that says line by line, each after the reply to the one before. */
export class SmtpLine {
  readonly #socket: net.Socket;
  #buffer = '';
  #heard: (() => void) | null = null;
  #isOver = false;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#buffer += chunk;
      this.#heard?.();
    });
    const end = (): void => {
      this.#isOver = true;
      this.#heard?.();
    };
    socket.on('error', end).on('close', end);
  }

  static async open(port: number): Promise<SmtpLine> {
    const socket = net.connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const line = new SmtpLine(socket);
    await line.#reply();
    await line.say('EHLO bench');
    return line;
  }

  async say(line: string): Promise<void> {
    this.#socket.write(`${line}\r\n`);
    await this.#reply();
  }

  async send(recipient: string, body: string): Promise<void> {
    await this.say('MAIL FROM:<joe@myclient.com>');
    await this.say(`RCPT TO:<${recipient}>`);
    await this.say('DATA');
    await this.say(`${body}\r\n.`);
  }

  close(): void {
    this.#socket.destroy();
  }

  async #reply(): Promise<void> {
    for (;;) {
      const last = /^(\d)\d\d .*\r\n/m.exec(this.#buffer);
      if (last) {
        if (last[1] !== '2' && last[1] !== '3') throw new Error(this.#buffer);
        this.#buffer = '';
        return;
      }
      if (this.#isOver) throw new Error(`closed after: ${this.#buffer}`);
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }
}

const kilobyte = `${'x'.repeat(70)}\r\n`.repeat(14);
const bodyOf = (n: number): string => `Subject: message ${n}\r\n\r\n${kilobyte}`;

/** `count` messages over `connections` at once; resolves when all were taken. */
export async function sendMany(port: number, count: number, connections = 10): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await SmtpLine.open(port);
      while (next < count) {
        next += 1;
        await line.send(`p${next}@example.org`, bodyOf(next));
      }
      line.close();
    }),
  );
}

/** So many messages a second until it is stopped; resolves, when stopped, to how many were taken. */
export function sendSteadily(port: number, aSecond: number): () => Promise<number> {
  const end = new AbortController();
  const isOver = (): boolean => end.signal.aborted;
  const work = (async () => {
    const line = await SmtpLine.open(port);
    const startedAt = performance.now();
    let sent = 0;
    while (!isOver()) {
      const due = Math.floor(((performance.now() - startedAt) * aSecond) / 1_000);
      for (; sent < due && !isOver(); sent += 1)
        await line.send(`s${sent}@example.org`, bodyOf(sent));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    line.close();
    return sent;
  })();
  return () => {
    end.abort();
    return work;
  };
}
