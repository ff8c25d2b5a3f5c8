/**
 * The certificate that the servers show. Decides which one is in force: the owner's where it is good, else
 * ours. A bad one is never loaded, the one before stays. Checks are check-certificate's, ours is OwnCertificate's.
 */
import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { Result } from '../../contract/result.ts';
import type { CertificateSource, CertificateView } from '../../contract/status.ts';
import { messageOf } from '../../contract/thrown.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { Turns } from '../lifecycle/turns.ts';
import { WallClockWatch } from '../lifecycle/wall-clock-watch.ts';
import {
  checkPair,
  describeCertificate,
  minTlsVersion,
  readOwnersPair,
  type CertificatePair,
  type DatedCertificate,
} from './check-certificate.ts';
import { OwnCertificate, renewBeforeMs, type OwnCertificateOptions } from './own-certificate.ts';

/** Finds renewed files of the owner's, new addresses of this PC, and what runs out. */
const lookEveryMs = 3600_000;
/** A PC that started with a wrong date must not keep mail programs out for an hour after it has the right one. */
const compareClocksEveryMs = 60_000;
/** Of one that ran out while it was in force: no other would be trusted more, and the clock may be wrong. */
const usedTillThen = 'Until then it stays in use, and mail programs may warn of it.';

/** The certificate in force, as a service that never fails: what is wrong is in its status. */
export class Certificates extends ServiceBase {
  readonly id = 'certificates';
  readonly #options: OwnCertificateOptions;
  readonly #own: OwnCertificate;
  readonly #changed = new Emitter<CertificatePair>();
  readonly #wallClock: WallClockWatch;
  readonly #turns = new Turns();
  #unsubscribe: (() => void) | null = null;
  #pair: CertificatePair | null = null;
  #source: CertificateSource = 'office';
  #context: tls.SecureContext | null = null;
  #cancelLook: (() => void) | null = null;
  #isStopped = false;

  constructor(options: OwnCertificateOptions) {
    super();
    this.#options = options;
    this.#own = new OwnCertificate(options);
    this.#wallClock = new WallClockWatch(options.clock);
  }

  /** Resolves with a certificate in force, or without (the status says why); never rejects. */
  async start(): Promise<void> {
    this.#isStopped = false;
    this.#unsubscribe ??= this.#options.settings.onChange((now, before) => {
      const isSame =
        JSON.stringify([now.tls, now.hostname]) === JSON.stringify([before.tls, before.hostname]);
      if (!isSame) void this.refresh();
    });
    await this.refresh();
    this.#lookLater();
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelLook?.();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.setStatus({ state: 'stopped' });
    return Promise.resolve();
  }

  /** Looks again at settings, files and names, and puts in force what is right now. Never rejects. */
  refresh(): Promise<void> {
    return this.#turns.take(() => this.#refresh());
  }

  /** The certificate in force, or null: then no listener offers TLS. */
  current(): CertificatePair | null {
    return this.#pair;
  }

  /** Whose the certificate in force is; a bad one of the owner's is in the settings and not in force. */
  source(): CertificateSource {
    return this.#source;
  }

  context(): tls.SecureContext | null {
    return this.#context;
  }

  onChange(listener: (pair: CertificatePair) => void): () => void {
    return this.#changed.on(listener);
  }

  /** The office authority for people to import, or null where the owner's certificate is used alone. */
  caPem(): string | null {
    return this.#own.caPem();
  }

  /** The authority with its key: for a sealed backup and nothing else. */
  exportAuthority(): CertificatePair | null {
    return this.#own.authority();
  }

  /**
   * Goes on with the authority of another PC, so that clients which trust it see no change. Fails where it can sign
   * nothing now; the one that is here stays then.
   */
  importAuthority(pair: CertificatePair): Promise<Result<unknown>> {
    // In turn: a certificate that is being made meanwhile would put its own authority back.
    return this.#turns.take(async () => {
      const taken = this.#own.takeAuthority(pair);
      if (taken.ok) await this.#refresh();
      return taken;
    });
  }

  /** What the certificate in force says, for screens; null when there is none. */
  describe(): CertificateView | null {
    return this.#pair && describeCertificate(new X509Certificate(this.#pair.cert));
  }

  /** Whether these files could be put in force, before they are saved as a setting. */
  check(certificateFile: string, keyFile: string): Result<CertificateView> {
    const read = readOwnersPair({ certificateFile, keyFile });
    return read.ok ? checkPair(read.value, this.#options.clock.now()) : read;
  }

  async #refresh(): Promise<void> {
    const problem = await this.#useBest();
    if (this.#isStopped) return;
    const state = this.#pair === null ? 'failed' : problem === null ? 'running' : 'degraded';
    const isNews = this.status.detail !== (problem ?? undefined);
    this.setStatus(problem === null ? { state } : { state, detail: problem });
    if (problem !== null && isNews) this.#reportBad(problem);
  }

  /** What is wrong, for people, or null. */
  async #useBest(): Promise<string | null> {
    const files = this.#options.settings.get().tls;
    if (files.certificateFile === '') return this.#useOwn();
    const read = readOwnersPair(files);
    const checked = read.ok ? checkPair(read.value, this.#options.clock.now()) : read;
    if (read.ok && checked.ok) {
      this.#use(read.value, 'own');
      return this.#runsOutSoon(checked.value);
    }
    const words = checked.ok ? '' : `${checked.error.message} ${checked.error.hint ?? ''}`.trim();
    if (read.ok && this.#isInForce(read.value)) return `${words} ${usedTillThen}`;
    if (this.#pair !== null) return `${words} The certificate from before stays in use.`;
    const second = await this.#useOwn();
    return second ?? `${words} Until then the certificate that Mailroom made is used.`;
  }

  /** Uses the certificate that this program made, after making it where needed. */
  async #useOwn(): Promise<string | null> {
    try {
      this.#use(await this.#own.pair(), 'office');
      return null;
    } catch (error) {
      const cause = messageOf(error);
      return `The certificate cannot be made or read: ${cause}. Check the folder ${this.#options.folder}.`;
    }
  }

  #isInForce({ cert, key }: CertificatePair): boolean {
    return cert === this.#pair?.cert && key === this.#pair.key;
  }

  #use(pair: CertificatePair, source: CertificateSource): void {
    if (this.#isInForce(pair)) {
      this.#source = source;
      return;
    }
    // Throws for a pair that does not work, before anything is replaced.
    const context = tls.createSecureContext({ ...pair, minVersion: minTlsVersion });
    this.#pair = pair;
    this.#context = context;
    this.#source = source;
    this.#changed.emit(pair);
  }

  #runsOutSoon({ validTo }: DatedCertificate): string | null {
    if (validTo - this.#options.clock.now() > renewBeforeMs / 2) return null;
    const date = new Date(validTo).toISOString().slice(0, 10);
    return `Your certificate runs out on ${date}. Get a new one and put it in place of the old files.`;
  }

  #lookLater(): void {
    const { clock } = this.#options;
    const dueAt = clock.monotonic() + lookEveryMs;
    const compare = (): void => {
      if (!this.#wallClock.wasSet() && clock.monotonic() < dueAt) wait();
      else
        void this.refresh().then(() => {
          if (!this.#isStopped) this.#lookLater();
        });
    };
    const wait = (): void => {
      this.#cancelLook = clock.after(compareClocksEveryMs, compare);
    };
    wait();
  }

  #reportBad(text: string): void {
    this.#options.journal.record({ event: 'tls.certificate-bad', level: 'error', text });
  }
}
