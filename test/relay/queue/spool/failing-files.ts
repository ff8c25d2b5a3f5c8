import type fs from 'node:fs';
import { realFiles, type SpoolFiles } from '../../../../main/relay/queue/spool/segment-files.ts';

type Step = 'pass' | 'fail' | 'fail-after-part' | 'hold';

/** The real disk, made to fail or to wait call by call: the next call takes the next step of its plan. */
export class FailingFiles implements SpoolFiles {
  readonly plan: { write: Step[]; flush: Step[]; truncate: Step[]; read: Step[] } = {
    write: [],
    flush: [],
    truncate: [],
    read: [],
  };
  /** Calls that are held: each is let go with 'pass' or 'fail'. */
  readonly held: { readonly call: string; go: (how: 'pass' | 'fail') => void }[] = [];
  code = 'EIO';

  async write(handle: fs.promises.FileHandle, chunks: Buffer[], position: number): Promise<void> {
    const step = await this.#next('write');
    if (step === 'pass') return realFiles.write(handle, chunks, position);
    if (step === 'fail-after-part') {
      const all = Buffer.concat(chunks);
      await handle.write(all, 0, all.length - 7, position);
    }
    throw this.#error('write');
  }

  async flush(handle: fs.promises.FileHandle): Promise<void> {
    if ((await this.#next('flush')) !== 'pass') throw this.#error('flush');
    await realFiles.flush(handle);
  }

  async truncate(handle: fs.promises.FileHandle, sizeBytes: number): Promise<void> {
    if ((await this.#next('truncate')) !== 'pass') throw this.#error('truncate');
    await realFiles.truncate(handle, sizeBytes);
  }

  async read(handle: fs.promises.FileHandle, buffer: Buffer, position: number): Promise<void> {
    if ((await this.#next('read')) !== 'pass') throw this.#error('read');
    await realFiles.read(handle, buffer, position);
  }

  /** Resolves when a call of this kind stands still. */
  async holds(call: keyof FailingFiles['plan']): Promise<(how: 'pass' | 'fail') => void> {
    for (;;) {
      const at = this.held.findIndex((held) => held.call === call);
      const [held] = at < 0 ? [] : this.held.splice(at, 1);
      if (held) return held.go;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #next(call: keyof FailingFiles['plan']): Promise<Step> {
    const step = this.plan[call].shift() ?? 'pass';
    if (step !== 'hold') return step;
    return new Promise((go) => this.held.push({ call, go }));
  }

  #error(call: string): Error {
    return Object.assign(new Error(`${this.code}: ${call}`), { code: this.code });
  }
}
