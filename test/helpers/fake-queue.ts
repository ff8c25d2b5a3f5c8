import type {
  CommitOutcome,
  Envelope,
  IncomingMessage,
  QueueIntake,
} from '../../main/relay/queue/queue.ts';

export interface KeptMessage {
  readonly id: string;
  readonly envelope: Envelope;
  readonly body: Buffer;
}

/** A queue in memory: keeps what was committed, counts what was aborted, fails on demand. */
export class FakeQueue implements QueueIntake {
  readonly kept: KeptMessage[] = [];
  aborted = 0;
  disowned = 0;
  begun = 0;
  /** Commits that were asked for. */
  commits = 0;
  admissionAnswer: ReturnType<QueueIntake['admission']> = 'ok';
  /** Sizes for which there had to be room. */
  readonly askedBytes: number[] = [];
  commitFailure: Extract<CommitOutcome, { outcome: 'failed' }> | null = null;
  /** Throws in begin, as a broken queue would. */
  isBroken = false;
  /** Awaited before each commit is answered. */
  commitGate: Promise<void> | null = null;
  /** Each write waits for this long. */
  writeDelay: (() => Promise<void>) | null = null;

  admission(sizeBytes: number): ReturnType<QueueIntake['admission']> {
    this.askedBytes.push(sizeBytes);
    return this.admissionAnswer;
  }

  begin(): IncomingMessage {
    if (this.isBroken) throw new Error('secret detail of the disk');
    this.begun += 1;
    return new FakeMessage(this, `Q${this.begun}`);
  }

  /** The last kept message, its text as latin1. */
  get lastText(): string {
    return this.kept.at(-1)?.body.toString('latin1') ?? '';
  }
}

class FakeMessage implements IncomingMessage {
  readonly id: string;
  readonly #queue: FakeQueue;
  readonly #chunks: Buffer[] = [];
  #isOver = false;

  constructor(queue: FakeQueue, id: string) {
    this.#queue = queue;
    this.id = id;
  }

  write(chunk: Buffer): Promise<void> | undefined {
    if (this.#isOver) throw new Error('write after the end');
    this.#chunks.push(Buffer.from(chunk));
    return this.#queue.writeDelay?.();
  }

  async commit(envelope: Envelope): Promise<CommitOutcome> {
    this.#end();
    this.#queue.commits += 1;
    await this.#queue.commitGate;
    if (this.#queue.commitFailure) return this.#queue.commitFailure;
    this.#queue.kept.push({ id: this.id, envelope, body: Buffer.concat(this.#chunks) });
    return { outcome: 'safe', id: this.id };
  }

  disown(): void {
    this.#queue.disowned += 1;
  }

  abort(): Promise<void> {
    this.#end();
    this.#queue.aborted += 1;
    return Promise.resolve();
  }

  #end(): void {
    if (this.#isOver) throw new Error('a message may end only once');
    this.#isOver = true;
  }
}
