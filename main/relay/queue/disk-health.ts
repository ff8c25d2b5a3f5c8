/** Whether the disk of the queue takes mail: what is answered to MAIL, and what a person has to know about it. */
import { diskSize } from '../../contract/disk-size.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { FreeSpace } from './free-space.ts';
import type { Spool } from './spool/spool.ts';

/** Whose disk it is. */
export interface DiskHealthOptions {
  readonly folder: string;
  readonly spool: Pick<Spool, 'failure' | 'probe'>;
  readonly settings: Pick<SettingsReader, 'get'>;
  readonly journal: JournalWriter;
  readonly clock: Clock;
}

/** A disk at its limit is over it and under it by turns: it is told of anew only after this time. */
const quietMs = 10 * 60_000;

/** Looks once a second; a spool that failed is then asked whether it works again. */
export class DiskHealth {
  readonly #options: DiskHealthOptions;
  readonly #space: FreeSpace;
  /** What the journal says last; null for a disk that takes mail. */
  #told: string | null = null;
  #quietUntil = 0;

  constructor(options: DiskHealthOptions) {
    this.#options = options;
    this.#space = new FreeSpace(options.folder, options.clock);
  }

  /** `onLook` hears after each look what keeps mail from being taken, in plain words, or null. */
  watch(onLook: (trouble: string | null) => void): void {
    const { spool } = this.#options;
    this.#space.watch(() => {
      const trouble = this.#trouble();
      onLook(trouble);
      this.#tell(trouble);
      if (spool.failure !== null) void spool.probe();
    });
  }

  stop(): void {
    this.#space.stop();
  }

  /** Whether a message of this size can be taken now. */
  admission(sizeBytes: number): 'ok' | 'disk-nearly-full' | 'unavailable' {
    if (this.#options.spool.failure !== null) return 'unavailable';
    return this.#space.bytes < this.#leastBytes + sizeBytes ? 'disk-nearly-full' : 'ok';
  }

  /** Tomorrow it is asked why mail was refused in the night. */
  #tell(trouble: string | null): void {
    const { journal, clock } = this.#options;
    if (trouble === this.#told) return;
    if (trouble === null)
      journal.record({ event: 'queue.disk-works', text: 'The disk takes mail again.' });
    else if (clock.monotonic() < this.#quietUntil) return;
    else {
      this.#quietUntil = clock.monotonic() + quietMs;
      journal.record({ event: 'queue.disk-trouble', level: 'error', text: trouble });
    }
    this.#told = trouble;
  }

  get #leastBytes(): number {
    return this.#options.settings.get().limits.minFreeDiskBytes;
  }

  #trouble(): string | null {
    const { failure } = this.#options.spool;
    if (failure !== null)
      return `Mail cannot be kept on this computer’s disk: ${reasonOf(failure)}. Senders are asked to try again. Free some space, or check the disk.`;
    const leastBytes = this.#leastBytes;
    if (this.#space.bytes >= leastBytes) return null;
    // Without the present figure: it would change each second.
    return `Less than ${diskSize(leastBytes)} is free on this computer’s disk, so new mail is refused. Free some space.`;
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'the write failed';
