/** The folder tls/: our authority and our server certificate. Owner's files elsewhere are not its matter. */
import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../lifecycle/clock.ts';
import { flushFolderSync } from '../store/flush-folder.ts';
import { textIfThere } from '../store/if-there.ts';
import { checkIssuer, readPair, type CertificatePair } from './check-certificate.ts';

type PairName = 'ca' | 'ca-before' | 'ca-meanwhile' | 'server';

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

  /** The authority that works for at least `forMs` more, the one that mail programs know first; null: make one. */
  authority(forMs: number): CertificatePair | null {
    for (const name of ['ca', 'ca-before', 'ca-meanwhile'] as const) {
      const pair = this.#working(name, forMs);
      if (pair !== null) return pair;
    }
    return null;
  }

  /** One by which a certificate was made here, new or known. */
  keepUsedAuthority(pair: CertificatePair): void {
    const isKnown = isSamePair(this.#read('ca-before'), pair);
    if (this.#isTooEarly(this.#read('ca')) && !isKnown) this.#write('ca-meanwhile', pair);
    else this.keepAuthority(pair);
  }

  /**
   * The one that it replaces stays beside it: the clock of this PC may only have been wrong, and mail programs
   * trust the old one.
   */
  keepAuthority(pair: CertificatePair): void {
    const before = this.#read('ca');
    if (isSamePair(before, pair)) return;
    if (before !== null && this.#isWhole(before)) this.#write('ca-before', before);
    this.#write('ca', pair);
  }

  /** PEM, or null while there is none. */
  authorityCertificate(): string | null {
    const pair = readPair(this.#file('ca.pem'), this.#file('ca.key'));
    if (!pair.ok) return null;
    const meanwhile = this.#isTooEarly(pair.value) ? this.authority(0) : null;
    return (meanwhile ?? pair.value).cert;
  }

  /**
   * Whether an authority is not valid yet. A PC with an empty battery starts with a date of years ago until the
   * network tells the right one: nobody has to import another authority for that.
   */
  #isTooEarly(pair: CertificatePair | null): boolean {
    if (pair === null) return false;
    const checked = checkIssuer(pair, this.#clock.now());
    return !checked.ok && checked.error.code === 'tls.not-yet-valid';
  }

  #working(name: PairName, forMs: number): CertificatePair | null {
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
    // Where mail programs trust an authority, a power cut must not leave them with another one.
    for (const folder of [this.#folder, path.dirname(this.#folder)]) flushFolderSync(folder);
  }
}

const isSamePair = (one: CertificatePair | null, two: CertificatePair): boolean =>
  one?.cert === two.cert && one.key === two.key;

function replaceFile(file: string, text: string): void {
  const next = `${file}.next`;
  fs.rmSync(next, { force: true });
  fs.writeFileSync(next, text, { flag: 'wx', mode: 0o600, flush: true });
  fs.renameSync(next, file);
}
