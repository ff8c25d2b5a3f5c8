/** The files beside the log that hold one large body each. */
import fs from 'node:fs';
import path from 'node:path';
import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';
import type { JournalWriter } from '../../journal/journal.ts';
import { blocks } from '../../lifecycle/blocks.ts';
import type { QueuedMessage } from '../message.ts';
import type { BodyCopy } from '../queue.ts';
import { BodyCheck, type LargeBodyFacts } from './body-check.ts';
import { FileBody } from './file-body.ts';

/** By name, in the spool's folder. */
export class LargeBodyFiles {
  readonly #folder: string;
  readonly #journal: JournalWriter;

  constructor(folder: string, journal: JournalWriter) {
    this.#folder = folder;
    this.#journal = journal;
  }

  /** Rejects where it cannot be read. */
  open(name: string, facts: LargeBodyFacts): Promise<FileBody> {
    return FileBody.open(this.#pathOf(name), new BodyCheck(name, facts));
  }

  /** Fails with `DamagedBody` at its end where it is not what was taken in. */
  async checkedStream(name: string, facts: LargeBodyFacts): Promise<Readable> {
    const check = new BodyCheck(name, facts);
    return this.#through(name, facts, (piece, done) =>
      done(check.see(piece, check.seenBytes), piece),
    );
  }

  /** The whole body, whatever became of it. Rejects where it cannot be opened or is shorter. */
  async copy(name: string, facts: LargeBodyFacts): Promise<BodyCopy> {
    const check = new BodyCheck(name, facts);
    let isDamaged = false;
    const octets = await this.#through(name, facts, (piece, done) => {
      isDamaged = check.see(piece, check.seenBytes) !== null;
      done(null, piece);
    });
    return { octets, isDamaged: () => isDamaged };
  }

  /** Whichever of the two streams ends takes the other with it; why, its reader is told. */
  async #through(
    name: string,
    facts: LargeBodyFacts,
    look: (piece: Buffer, done: TransformCallback) => void,
  ): Promise<Readable> {
    const looking = new Transform({ transform: (piece: Buffer, _, done) => look(piece, done) });
    return pipeline(await this.#stream(name, facts), looking, () => undefined);
  }

  /**
   * Rejects where it cannot be opened or is shorter: a stream that fails before anybody reads it would take the
   * program with it. Who does not read it to its end destroys it.
   */
  async #stream(name: string, { sizeBytes }: LargeBodyFacts): Promise<Readable> {
    const handle = await fs.promises.open(this.#pathOf(name), 'r');
    try {
      const { size } = await handle.stat();
      if (size < sizeBytes) throw new Error(`${name} ends ${sizeBytes - size} octets early`);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return handle.createReadStream({ highWaterMark: blocks.sizeBytes, end: sizeBytes - 1 });
  }

  /** Whatever is there, and rejects only where it cannot be opened. */
  async beginning(name: string): Promise<Readable> {
    const handle = await fs.promises.open(this.#pathOf(name), 'r');
    return handle.createReadStream({ highWaterMark: blocks.sizeBytes });
  }

  /** What cannot be removed now (Windows: a virus scanner holds it) goes at the next start. */
  async remove(name: string): Promise<void> {
    await fs.promises
      .rm(this.#pathOf(name), { force: true, maxRetries: 3 })
      .catch((error: unknown) => {
        const text = `${name} could not be removed yet. ${String(error)}`;
        this.#journal.record({ event: 'queue.leftover', level: 'notice', text });
      });
  }

  /**
   * Large bodies without an envelope were being received when the program died. Where the log is damaged they
   * are put aside: their envelope may stand in what is damaged.
   */
  async clearOrphans(messages: readonly QueuedMessage[], isDamaged: boolean): Promise<void> {
    const known = new Set(messages.map(({ bodyFile }) => bodyFile));
    for (const name of await fs.promises.readdir(this.#folder)) {
      if (!name.startsWith('body-') || known.has(name)) continue;
      if (isDamaged) await this.#putAside(name);
      else await this.remove(name);
    }
  }

  /** Then it is all that is left of a message. */
  async #putAside(name: string): Promise<void> {
    const text = `${name} has no envelope, perhaps because of the damage: it is put aside as damaged-${name}.`;
    this.#journal.record({ event: 'queue.damaged', level: 'error', text });
    // An id is never given twice, so there is nothing by the new name.
    await fs.promises.rename(this.#pathOf(name), this.#pathOf(`damaged-${name}`));
  }

  #pathOf(name: string): string {
    return path.join(this.#folder, name);
  }
}
