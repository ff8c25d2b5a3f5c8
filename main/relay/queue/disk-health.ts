/** Whether the disk of the queue takes mail: what is answered to MAIL, and what a person has to know about it. */
import { diskSize } from '../../contract/disk-size.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { FreeSpace } from './free-space.ts';
import type { Spool } from './spool/spool.ts';

/** Whose disk it is. */
export interface DiskHealthOptions {
  readonly folder: string;
  readonly spool: Pick<Spool, 'failure' | 'probe'>;
  readonly settings: Pick<SettingsReader, 'get'>;
  readonly clock: Clock;
}

/** Looks once a second; a spool that failed is then asked whether it works again. */
export class DiskHealth {
  readonly #options: DiskHealthOptions;
  readonly #space: FreeSpace;

  constructor(options: DiskHealthOptions) {
    this.#options = options;
    this.#space = new FreeSpace(options.folder, options.clock);
  }

  /** `onLook` hears after each look what keeps mail from being taken, in plain words, or null. */
  watch(onLook: (trouble: string | null) => void): void {
    const { spool } = this.#options;
    this.#space.watch(() => {
      onLook(this.#trouble());
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
