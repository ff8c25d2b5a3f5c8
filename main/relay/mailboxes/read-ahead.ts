/** Programs fetch one message after another: the next ones are read while this one is sent. */

const aheadCount = 8;

/** A message that was read, or is being read; an error as a value: perhaps nobody asks for it. */
export type Ahead = Buffer | Promise<Buffer | Error>;

/** What one session has at hand of its small messages. `read` gives null for one that is not read ahead. */
export class ReadAhead {
  readonly #read: (index: number) => Ahead | null;
  readonly #ahead = new Map<number, Ahead>();
  #isStopped = false;
  /** Behind which message to look next; null when that was done. */
  #lookBehind: number | null = null;

  constructor(read: (index: number) => Ahead | null) {
    this.#read = read;
  }

  /** The message, or null where it is not read ahead; rejects when it cannot be read. */
  take(index: number): Buffer | Promise<Buffer> | null {
    const ahead = this.#ahead.get(index);
    const wanted = ahead ?? this.#read(index);
    if (wanted === null) {
      this.#ahead.clear();
      return null;
    }
    this.#lookLater(index);
    if (Buffer.isBuffer(wanted)) return wanted;
    return ahead === undefined ? content(wanted) : content(wanted, () => this.#read(index));
  }

  /** The session is over. */
  stop(): void {
    this.#isStopped = true;
    this.#ahead.clear();
  }

  /** After the answer: the client must not wait until the next ones are asked for. Once for many that are asked for. */
  #lookLater(index: number): void {
    if (this.#lookBehind === null)
      setImmediate(() => {
        const behind = this.#lookBehind;
        this.#lookBehind = null;
        if (behind !== null && !this.#isStopped) this.#lookAhead(behind);
      });
    this.#lookBehind = index;
  }

  #lookAhead(index: number): void {
    for (const other of this.#ahead.keys())
      if (other <= index || other > index + aheadCount) this.#ahead.delete(other);
    for (let next = index + 1; next <= index + aheadCount; next += 1) {
      if (this.#ahead.has(next)) continue;
      const ahead = this.#read(next);
      if (ahead !== null) this.#ahead.set(next, ahead);
    }
  }
}

/** `again` where it was read before it was asked for: what could not be read then may well be there now. */
async function content(
  wanted: Promise<Buffer | Error>,
  again: () => Ahead | null = () => null,
): Promise<Buffer> {
  let found = await wanted;
  if (found instanceof Error) found = (await again()) ?? found;
  if (found instanceof Error) throw found;
  return found;
}
