/** The folder tls/: our authority and our server certificate. Owner's files elsewhere are not its matter. */
import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../lifecycle/clock.ts';
import { textIfThere } from '../store/if-there.ts';
import { checkIssuer, readPair, type CertificatePair } from './check-certificate.ts';

type PairName = 'ca' | 'ca-before' | 'server';

/**
 * Reads and writes pairs; keys are the owner's only. What is missing or damaged is null and can be made anew; what
 * only cannot be read now throws: a new authority in its place would be a stranger to every mail program.
 */
export class CertificateFiles {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** As it stands in the files, unchecked; null when one is missing. */
  serverPair(): CertificatePair | null {
    return this.#read('server');
  }

  keepServerPair(pair: CertificatePair): void {
    this.#write('server', pair);
  }

  /** The authority where it works for at least `forMs` more, else the one before it; null where one has to be made. */
  authority(forMs: number): CertificatePair | null {
    return this.#working('ca', forMs) ?? this.#working('ca-before', forMs);
  }

  /**
   * The one that it replaces stays beside it: the clock of this PC may only have been wrong, and mail programs
   * trust the old one.
   */
  keepAuthority(pair: CertificatePair): void {
    const before = this.#read('ca');
    if (before?.cert === pair.cert && before.key === pair.key) return;
    if (before !== null && this.#isWhole(before)) this.#write('ca-before', before);
    this.#write('ca', pair);
  }

  /** PEM, or null while there is none. */
  authorityCertificate(): string | null {
    const pair = readPair(this.#file('ca.pem'), this.#file('ca.key'));
    return pair.ok ? pair.value.cert : null;
  }

  #working(name: 'ca' | 'ca-before', forMs: number): CertificatePair | null {
    const pair = this.#read(name);
    if (pair === null) return null;
    const checked = checkIssuer(pair, this.#clock.now());
    return checked.ok && checked.value.validTo - this.#clock.now() > forMs ? pair : null;
  }

  /** Whether it works at one time or another. */
  #isWhole(pair: CertificatePair): boolean {
    const checked = checkIssuer(pair, this.#clock.now());
    return checked.ok || ['tls.expired', 'tls.not-yet-valid'].includes(checked.error.code);
  }

  #read(name: PairName): CertificatePair | null {
    const cert = textIfThere(this.#file(`${name}.pem`));
    const key = textIfThere(this.#file(`${name}.key`));
    return cert === null || key === null ? null : { cert, key };
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }

  /** A crash between the two leaves a pair that does not match; it fails its check and is made anew. */
  #write(name: PairName, pair: CertificatePair): void {
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    replaceFile(this.#file(`${name}.key`), pair.key);
    replaceFile(this.#file(`${name}.pem`), pair.cert);
  }
}

function replaceFile(file: string, text: string): void {
  const next = `${file}.next`;
  fs.rmSync(next, { force: true });
  fs.writeFileSync(next, text, { flag: 'wx', mode: 0o600, flush: true });
  fs.renameSync(next, file);
}
