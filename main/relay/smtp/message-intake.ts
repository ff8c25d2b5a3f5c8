/**
 * One message between DATA and its 250: checks line ends and size, puts the trace lines on top, hands the
 * octets to the queue. Owns no stream and no socket; the one who reads calls push, then finish or abort.
 */
import { isAscii } from 'node:buffer';
import type { CommitOutcome, IncomingMessage } from '../queue/queue.ts';
import { HeaderCollector, readHeader, type HeaderFacts, type OctetRange } from './header-block.ts';
import { LineEnds } from './line-ends.ts';
import {
  diskFull,
  internalError,
  messageTooBig,
  reply,
  storageFailed,
  type Reply,
} from './reply.ts';
import { markComment } from './trace-lines.ts';

/** What a relay does to a header. */
export interface HeaderChanges {
  /** Put on top. */
  readonly lines: string;
  /** In order. */
  readonly leftOut: readonly OctetRange[];
}

/** How one message is taken. */
export interface IntakePlan {
  readonly maxSizeBytes: number;
  readonly lineEnds: 'repair' | 'refuse';
  readonly mark: string;
  /** Judges the header: what is put on top and what is left out, or a refusal. */
  readonly onHeader: (header: HeaderFacts) => HeaderChanges | { readonly refusal: Reply };
  /** Commits, at most within the caller's deadline. `isEightBit`: octets above 127 were in it. */
  readonly commit: (message: IncomingMessage, isEightBit: boolean) => Promise<CommitOutcome>;
  /** Refused for what it is. Called at most once, before `onLost`. */
  readonly onRefused: (refusal: Reply) => void;
  /** It is not taken after all: refused, cut off or not stored. Called at most once. */
  readonly onLost: () => void;
  /** A surprise of ours, for the journal. */
  readonly onError: (error: unknown) => void;
}

/** The queue has it safely, or the reply that says why not. */
export type IntakeOutcome =
  | { readonly ok: true; readonly id: string; readonly sizeBytes: number }
  | { readonly ok: false; readonly reply: Reply };

const bareLineEnd: Reply = {
  ...reply(550, '5.6.11', 'Lines of a message must end in CR LF, this one has others'),
  why: 'Its lines do not end as mail asks (CR LF). Switch on "Be lenient with old devices" for this port if it must be taken.',
};
const headerTooLong: Reply = {
  ...reply(552, '5.3.4', 'The header of this message is too long'),
  why: 'Its header is too long.',
};
/** A sender that goes on after so many times the limit is cut off. */
const floodFactor = 2;

/** Push octets, then finish or abort, once. After a refusal octets are only counted; nothing throws. */
export class MessageIntake {
  readonly #plan: IntakePlan;
  readonly #message: IncomingMessage;
  readonly #lineEnds: LineEnds;
  #collector: HeaderCollector | null = new HeaderCollector();
  #refusal: Reply | null = null;
  #receivedBytes = 0;
  #storedBytes = 0;
  #isEightBit = false;
  #isOver = false;

  constructor(message: IncomingMessage, plan: IntakePlan) {
    this.#message = message;
    this.#plan = plan;
    this.#lineEnds = new LineEnds(plan.lineEnds);
  }

  /** Why it is not taken, as far as that is known already. */
  get refusal(): Reply | null {
    return this.#refusal;
  }

  /** The message is far over its limit and still goes on: time to hang up. */
  get isFlood(): boolean {
    return this.#receivedBytes > this.#plan.maxSizeBytes * floodFactor;
  }

  /** Takes octets. A promise means: no more until it resolves; it never rejects. */
  push(chunk: Buffer): Promise<void> | undefined {
    this.#receivedBytes += chunk.length;
    if (this.#refusal || this.#isOver) return undefined;
    if (this.#receivedBytes > this.#plan.maxSizeBytes)
      return this.#refuse(messageTooBig(this.#plan.maxSizeBytes));
    try {
      const octets = this.#lineEnds.take(chunk);
      if (octets === null) return this.#refuse(bareLineEnd);
      return this.#collector ? this.#pushHeader(this.#collector, octets) : this.#write(octets);
    } catch (error) {
      this.#plan.onError(error);
      return this.#refuse(internalError);
    }
  }

  /** The final dot came. Never rejects. */
  async finish(): Promise<IntakeOutcome> {
    try {
      await this.#pushRest();
      if (this.#refusal) return { ok: false, reply: this.#refusal };
      this.#isOver = true;
      return this.#outcomeOf(await this.#plan.commit(this.#message, this.#isEightBit));
    } catch (error) {
      this.#plan.onError(error);
      if (this.#isOver) this.#plan.onLost();
      else this.abort();
      return { ok: false, reply: internalError };
    }
  }

  /** The sender went away, or is refused: nothing stays. Harmless when the message has ended already. */
  abort(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#plan.onLost();
    this.#message.abort().catch((error: unknown) => {
      this.#plan.onError(error);
    });
  }

  #outcomeOf(commit: CommitOutcome): IntakeOutcome {
    if (commit.outcome === 'safe') return { ok: true, id: commit.id, sizeBytes: this.#storedBytes };
    this.#plan.onLost();
    return { ok: false, reply: commit.cause === 'disk-full' ? diskFull : storageFailed };
  }

  async #pushRest(): Promise<void> {
    if (this.#refusal) return;
    const rest = this.#lineEnds.end();
    if (rest === null) {
      void this.#refuse(bareLineEnd);
      return;
    }
    if (!this.#collector) {
      await this.#write(rest);
      return;
    }
    await this.#pushHeader(this.#collector, rest);
    // #pushHeader puts the collector away when the header was whole after all.
    if (this.#stillInHeader()) {
      const { octets, header } = this.#collector.end();
      await this.#startBody(octets, header);
    }
  }

  #stillInHeader(): boolean {
    return this.#collector !== null && this.#refusal === null;
  }

  #pushHeader(collector: HeaderCollector, octets: Buffer): Promise<void> | undefined {
    const progress = collector.push(octets);
    if (progress.state === 'more') return undefined;
    if (progress.state === 'too-long') return this.#refuse(headerTooLong);
    return this.#startBody(progress.octets, progress.header);
  }

  #startBody(octets: Buffer, headerText: string): Promise<void> | undefined {
    this.#collector = null;
    const header = readHeader(headerText, markComment(this.#plan.mark));
    const verdict = this.#plan.onHeader(header);
    if ('refusal' in verdict) return this.#refuse(verdict.refusal);
    const lines = header.isMissing ? `${verdict.lines}\r\n` : verdict.lines;
    const pieces = [Buffer.from(lines, 'latin1'), ...without(octets, verdict.leftOut)];
    return this.#write(Buffer.concat(pieces));
  }

  #write(octets: Buffer): Promise<void> | undefined {
    if (octets.length === 0) return undefined;
    this.#storedBytes += octets.length;
    if (!this.#isEightBit) this.#isEightBit = !isAscii(octets);
    return this.#message.write(octets)?.catch((error: unknown) => {
      this.#plan.onError(error);
      void this.#refuse(storageFailed);
    });
  }

  #refuse(refusal: Reply): Promise<void> | undefined {
    if (this.#refusal === null) {
      this.#refusal = refusal;
      this.#plan.onRefused(refusal);
    }
    this.abort();
    return undefined;
  }
}

function without(octets: Buffer, leftOut: readonly OctetRange[]): Buffer[] {
  const kept: Buffer[] = [];
  let from = 0;
  for (const { start, end } of leftOut) {
    kept.push(octets.subarray(from, start));
    from = end;
  }
  kept.push(octets.subarray(from));
  return kept;
}
