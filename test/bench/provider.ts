/** The provider of a measurement: a process that takes mail and counts it. */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** So many messages had come at that time, ms as `performance.now` of this process counts them. */
interface Mark {
  readonly at: number;
  readonly count: number;
}

export class Provider {
  readonly #child: ChildProcess;
  #marks: Mark[] = [];
  #onMark: () => void = () => undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      const { at, count } = message as Mark;
      this.#marks.push({ at: at - performance.timeOrigin, count });
      this.#onMark();
    });
  }

  /** Resolves when it listens. */
  static async start(port: number): Promise<Provider> {
    const child = fork(path.join(import.meta.dirname, 'provider-program.ts'), [String(port)]);
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
    });
    return new Provider(child);
  }

  get count(): number {
    return this.#marks.at(-1)?.count ?? 0;
  }

  /** When the first message was there, or null. */
  get firstAt(): number | null {
    return this.#marks.find(({ count }) => count > 0)?.at ?? null;
  }

  /** Resolves to when so many had come; rejects with how many came when the time is over. */
  async until(count: number, limitMs: number): Promise<number> {
    const end = performance.now() + limitMs;
    for (;;) {
      const mark = this.#marks.find((one) => one.count >= count);
      if (mark) return mark.at;
      const leftMs = end - performance.now();
      if (leftMs <= 0) throw new Error(`${this.count} of ${count} messages were delivered in time`);
      await new Promise<void>((resolve) => {
        this.#onMark = resolve;
        setTimeout(resolve, leftMs);
      });
    }
  }

  /** Messages a second over the middle four fifths of so many: neither the first nor a last one that waited. */
  rate(count: number): number {
    const from = this.#marks.find((mark) => mark.count >= count * 0.1);
    const to = this.#marks.find((mark) => mark.count >= count * 0.9);
    if (!from || !to || to.at <= from.at) return Number.NaN;
    return ((to.count - from.count) * 1_000) / (to.at - from.at);
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
