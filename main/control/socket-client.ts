/** The caller's end of the control socket. */
import net from 'node:net';
import type { Pushes, RequestName, Requests } from '../contract/requests.ts';
import { failed, type Result } from '../contract/result.ts';
import { isTrustworthy } from './control-path.ts';
import { maxLineOctets } from './socket-limits.ts';

type OnPush = <P extends keyof Pushes>(name: P, value: Pushes[P]) => void;

interface Line {
  readonly id: number | null;
  readonly push?: keyof Pushes;
  readonly value?: unknown;
  readonly result?: Result<unknown>;
}

const lost = failed(
  'control.lost',
  'Mailroom stopped before it answered.',
  'Start it again and look at "mailroom journal".',
);
const tooLong = failed('control.too-long', 'The request is too long.');
const garbled = failed(
  'control.garbage',
  'What came back was no answer.',
  'Window, command and relay must have the same version.',
);

/**
 * A connection to a running relay. `open` gives null where none runs; a connection that breaks, or over which
 * something else comes than answers, ends what waits with an error value.
 */
export class ControlClient {
  readonly #socket: net.Socket;
  readonly #version: string | undefined;
  readonly #waiting = new Map<
    number,
    { request: RequestName; resolve: (result: Result<never>) => void; onPush: OnPush }
  >();
  #lastId = 0;
  #rest = '';
  /** What is told to who still waits when the connection ends. */
  #fate = lost;

  private constructor(socket: net.Socket, version?: string) {
    this.#socket = socket;
    this.#version = version;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const { resolve } of this.#waiting.values()) resolve(this.#fate);
    });
  }

  /** Null when nothing listens there. `version` is that of who asks: to another one the relay says only that. */
  static open(path: string, version?: string): Promise<ControlClient | null> {
    if (!isTrustworthy(path)) return Promise.resolve(null);
    return new Promise((resolve) => {
      const socket = net.connect(path);
      socket.once('connect', () => resolve(new ControlClient(socket, version)));
      socket.once('error', () => resolve(null));
    });
  }

  /** Rejects never: a lost connection is an error value too. */
  request<K extends RequestName>(
    request: K,
    args: Requests[K]['args'],
    onPush: OnPush = () => undefined,
  ): Promise<Result<Requests[K]['result']>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const line = `${JSON.stringify({ id, version: this.#version, request, args })}\n`;
    // The other side could not tell which request it was that it did not read.
    if (Buffer.byteLength(line) > maxLineOctets) return Promise.resolve(tooLong);
    // Nothing more comes of a closed socket, not even an error.
    if (this.#socket.destroyed) return Promise.resolve(this.#fate);
    return new Promise((resolve) => {
      this.#waiting.set(id, { request, resolve, onPush });
      this.#socket.write(line);
    });
  }

  /** Resolves when the relay or we ended the connection, at once where that was before. */
  get ended(): Promise<void> {
    if (this.#socket.closed) return Promise.resolve();
    return new Promise((resolve) => this.#socket.once('close', () => resolve()));
  }

  /** What was asked is still handed over; the other side, which may hang, is not waited for. */
  close(): void {
    this.#socket.destroySoon();
  }

  #read(text: string): void {
    this.#rest += text;
    // A long answer comes in many pieces, and is taken apart once.
    if (!text.includes('\n')) return;
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const said = parseLine(line);
      if (said !== null) this.#take(said);
      else {
        // Whoever speaks so speaks something else: nothing that follows can be told apart.
        this.#fate = garbled;
        this.#socket.destroy();
        return;
      }
    }
  }

  #take({ id, push, value, result }: Line): void {
    const waiting = this.#waiting.get(id ?? -1);
    if (push !== undefined) waiting?.onPush(push, value as never);
    else if (result !== undefined) {
      waiting?.resolve(result as Result<never>);
      // Only a follower still hears something after its result.
      if (waiting?.request !== 'journal:follow') this.#waiting.delete(id ?? -1);
    }
  }
}

/** Null where it is none of the relay's. */
function parseLine(line: string): Line | null {
  try {
    const said = JSON.parse(line) as Line | null;
    if (typeof said !== 'object' || said === null) return null;
    const { push, result } = said as { readonly push?: unknown; readonly result?: unknown };
    if (result === undefined) return push === undefined ? null : said;
    return isResult(result) ? said : null;
  } catch {
    return null;
  }
}

const isResult = (value: unknown): boolean =>
  isObject(value) && (value['ok'] === true || (value['ok'] === false && isObject(value['error'])));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
