/** The newest `size` values; the oldest goes when one more comes. */
export class Ring<T> {
  readonly #size: number;
  readonly #values: T[] = [];
  #next = 0;

  constructor(size: number) {
    this.#size = size;
  }

  push(value: T): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** At most `limit` values, newest first. */
  newest(limit: number): T[] {
    const ordered = [...this.#values.slice(this.#next), ...this.#values.slice(0, this.#next)];
    return ordered.reverse().slice(0, limit);
  }

  /** The newest value that passes. */
  find(passes: (value: T) => boolean): T | undefined {
    return this.newest(this.#size).find(passes);
  }
}
