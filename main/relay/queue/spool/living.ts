/** Which messages still live in which file of the log, and what they weigh there. */
import type { QueuedMessage } from '../message.ts';
import type { Segment } from './segment-files.ts';

/** The envelope and the states of one message, guessed. */
const headGuessBytes = 512;

/** A message lives where its last full record stands. */
export class Living {
  readonly #bySegment = new Map<Segment, Set<QueuedMessage>>();
  #bytes = 0;

  /** What all of them weigh in the log. */
  get bytes(): number {
    return this.#bytes;
  }

  in(segment: Segment): ReadonlySet<QueuedMessage> | undefined {
    return this.#bySegment.get(segment);
  }

  has(message: QueuedMessage): boolean {
    return this.#bySegment.get(message.segment)?.has(message) === true;
  }

  add(message: QueuedMessage): void {
    const set = this.#bySegment.get(message.segment);
    if (set) set.add(message);
    else this.#bySegment.set(message.segment, new Set([message]));
    this.#bytes += weightOf(message);
  }

  /** False where it did not live any more. */
  remove(message: QueuedMessage): boolean {
    const wasThere = this.#bySegment.get(message.segment)?.delete(message) === true;
    if (wasThere) this.#bytes -= weightOf(message);
    return wasThere;
  }

  forget(segment: Segment): void {
    this.#bySegment.delete(segment);
  }

  clear(): void {
    this.#bySegment.clear();
    this.#bytes = 0;
  }
}

const weightOf = ({ bodyFile, sizeBytes }: QueuedMessage): number =>
  headGuessBytes + (bodyFile === null ? sizeBytes : 0);
