/**
 * The certificate that the servers show. Owns the files in tls/ and decides which one is in force; a bad
 * one is never loaded, the old one stays. Making new ones is make-certificates'.
 */
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { ownAddresses } from '../net/own-addresses.ts';
import type { SettingsReader } from '../settings/settings-store.ts';

/** PEM texts of a certificate and its key. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

export interface CertificatesOptions {
  readonly folder: string;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

const renewBeforeMs = 30 * 24 * 3600_000;

export class Certificates {
  readonly #options: CertificatesOptions;
  readonly #changed = new Emitter<CertificatePair>();
  #pair: CertificatePair | null = null;
  #context: tls.SecureContext | null = null;

  constructor(options: CertificatesOptions) {
    this.#options = options;
    options.settings.onChange((now, before) => {
      if (JSON.stringify(now.tls) !== JSON.stringify(before.tls)) void this.start();
    });
  }

  /** Loads the owner's certificate or ours, making ours where it is missing, old or for other names. */
  async start(): Promise<void> {
    const { certificateFile, keyFile } = this.#options.settings.get().tls;
    try {
      if (certificateFile !== '') this.#use(readPair(certificateFile, keyFile));
      else this.#use(this.#ownPair() ?? (await this.#makePair()));
    } catch (error) {
      const text = `The certificate cannot be used, the one before stays. Check the files in "tls". ${String(error)}`;
      this.#options.journal.record({ event: 'tls.certificate-bad', level: 'error', text });
    }
  }

  /** The certificate in force, or null: then no listener offers TLS. */
  current(): CertificatePair | null {
    return this.#pair;
  }

  context(): tls.SecureContext | null {
    return this.#context;
  }

  onChange(listener: (pair: CertificatePair) => void): () => void {
    return this.#changed.on(listener);
  }

  #use(pair: CertificatePair): void {
    // Throws for a broken or mismatched pair, before anything is replaced.
    const context = tls.createSecureContext({ ...pair, minVersion: 'TLSv1.2' });
    this.#pair = pair;
    this.#context = context;
    this.#changed.emit(pair);
  }

  #ownPair(): CertificatePair | null {
    const certFile = path.join(this.#options.folder, 'server.pem');
    const keyFile = path.join(this.#options.folder, 'server.key');
    if (!fs.existsSync(certFile) || !fs.existsSync(keyFile)) return null;
    const pair = readPair(certFile, keyFile);
    const certificate = new X509Certificate(pair.cert);
    const isFresh = Date.parse(certificate.validTo) - this.#options.clock.now() > renewBeforeMs;
    const names = this.#names();
    const coversAll =
      names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
      names.ip.every((address) => certificate.checkIP(address) !== undefined);
    return isFresh && coversAll ? pair : null;
  }

  async #makePair(): Promise<CertificatePair> {
    const { folder, clock } = this.#options;
    const { makeAuthority, makeServerCertificate } = await import('./make-certificates.ts');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const authorityFiles = [path.join(folder, 'ca.pem'), path.join(folder, 'ca.key')] as const;
    const hasAuthority = authorityFiles.every((file) => fs.existsSync(file));
    const authority = hasAuthority
      ? readPair(...authorityFiles)
      : await makeAuthority(this.#names().dns[0] ?? 'office', clock.now());
    if (!hasAuthority) writePair(authority, ...authorityFiles);
    const pair = await makeServerCertificate(authority, this.#names(), clock.now());
    writePair(pair, path.join(folder, 'server.pem'), path.join(folder, 'server.key'));
    return pair;
  }

  #names(): { dns: string[]; ip: string[] } {
    const host = (this.#options.settings.get().hostname || os.hostname()).toLowerCase();
    const dns = [...new Set([host, `${host.split('.')[0] ?? host}.local`, 'localhost'])];
    return { dns, ip: ['127.0.0.1', '::1', ...ownAddresses()] };
  }
}

const readPair = (certFile: string, keyFile: string): CertificatePair => ({
  cert: fs.readFileSync(certFile, 'utf8'),
  key: fs.readFileSync(keyFile, 'utf8'),
});

function writePair(pair: CertificatePair, certFile: string, keyFile: string): void {
  fs.writeFileSync(keyFile, pair.key, { mode: 0o600 });
  fs.writeFileSync(certFile, pair.cert, { mode: 0o600 });
}
