/**
 * The certificate that Mailroom makes for this PC, under its office authority: kept as long as it fits, made anew
 * when it does not. Files are CertificateFiles', making is certificate-maker's.
 */
import { X509Certificate } from 'node:crypto';
import os from 'node:os';
import type { Result } from '../../contract/result.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { listAddresses, type OwnAddress } from '../net/own-addresses.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { CertificateFiles } from './certificate-files.ts';
import { makeHere, type CertificateMaker } from './certificate-maker.ts';
import { certificateNames, coversNames, type CertificateNames } from './certificate-names.ts';
import { checkIssuer, checkPair, type CertificatePair } from './check-certificate.ts';

/** Where it is kept, and for whom it is made. */
export interface OwnCertificateOptions {
  /** The folder `tls` in the data folder. */
  readonly folder: string;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Makes new ones; in this thread unless told otherwise. */
  readonly make?: CertificateMaker;
  /** This PC's name and addresses; from the system unless a test says otherwise. */
  readonly machine?: () => { readonly hostname: string; readonly addresses: readonly OwnAddress[] };
}

/** A certificate of ours is made anew so long before its end. */
export const renewBeforeMs = 30 * 24 * 3600_000;

const thisMachine = (): { hostname: string; addresses: readonly OwnAddress[] } => ({
  hostname: os.hostname(),
  addresses: listAddresses(),
});

/** Our certificate and its authority. */
export class OwnCertificate {
  readonly #options: OwnCertificateOptions;
  readonly #files: CertificateFiles;

  constructor(options: OwnCertificateOptions) {
    this.#options = options;
    this.#files = new CertificateFiles(options.folder, options.clock);
  }

  /** The one that is kept, where it is still good for this PC; else a new one. Rejects when it cannot be read or made. */
  async pair(): Promise<CertificatePair> {
    const kept = this.#files.serverPair();
    return kept !== null && this.#isGood(kept) ? kept : this.#make();
  }

  /** PEM of the authority, or null while there is none. */
  caPem(): string | null {
    return this.#files.authorityCertificate();
  }

  /** The authority with its key, or null where there is none that works. Throws where it cannot be read. */
  authority(): CertificatePair | null {
    return this.#files.authority(0);
  }

  /** Takes over an authority; fails, and says why, for one that cannot sign now. The next certificate is made by it. */
  takeAuthority(pair: CertificatePair): Result<unknown> {
    const checked = checkIssuer(pair, this.#options.clock.now());
    if (checked.ok) this.#files.keepAuthority(pair);
    return checked;
  }

  async #make(): Promise<CertificatePair> {
    const now = this.#options.clock.now();
    const names = this.#names();
    const kept = this.#files.authority(renewBeforeMs);
    const make = this.#options.make ?? makeHere;
    const { authority, server } = await make({ authority: kept, names, now });
    this.#files.keepUsedAuthority(authority);
    this.#files.keepServerPair(server);
    const text = `A certificate for ${names.dns[0] ?? ''} was made.`;
    this.#options.journal.record({ event: 'tls.certificate-made', level: 'info', text });
    return server;
  }

  #isGood(pair: CertificatePair): boolean {
    const now = this.#options.clock.now();
    const checked = checkPair(pair, now);
    if (!checked.ok || checked.value.validTo - now < renewBeforeMs) return false;
    const authority = this.#files.authority(0);
    const certificate = new X509Certificate(pair.cert);
    const isOurs =
      authority !== null && certificate.checkIssued(new X509Certificate(authority.cert));
    return isOurs && coversNames(certificate, this.#names());
  }

  #names(): CertificateNames {
    const { hostname, addresses } = (this.#options.machine ?? thisMachine)();
    return certificateNames(this.#options.settings.get().hostname, hostname, addresses);
  }
}
