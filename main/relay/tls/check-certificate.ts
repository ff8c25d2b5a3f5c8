/** Whether a certificate and its key can be shown to clients, and what the certificate says. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import type { ErrorCode } from '../../contract/codes.ts';
import { failed, ok, type AppError, type Result } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import type { CertificateView } from '../../contract/status.ts';
import { parseAddressKey } from '../net/address.ts';

/** PEM texts of a certificate (with its chain, if any) and its key. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

/** A certificate whose dates were read. */
export interface DatedCertificate extends CertificateView {
  readonly validFrom: number;
  readonly validTo: number;
}

/** RFC 8996: TLS 1.0 and 1.1 must not be used. */
export const minTlsVersion = 'TLSv1.2';

/** Reads both files; `field` names the setting whose file cannot be read. */
export function readPair(certificateFile: string, keyFile: string): Result<CertificatePair> {
  const cert = readPem(certificateFile, 'tls.certificateFile');
  if (!cert.ok) return cert;
  const key = readPem(keyFile, 'tls.keyFile');
  return key.ok ? ok({ cert: cert.value, key: key.value }) : key;
}

/** The error for a person where a file is named from some folder on, or null: the relay may be started anywhere. */
export function relativeFileFault(files: Settings['tls']): AppError | null {
  for (const name of ['certificateFile', 'keyFile'] as const) {
    const file = files[name];
    if (file !== '' && !path.isAbsolute(file))
      return {
        code: 'settings.invalid',
        message: `The file ${file} is named without the folders that it is in.`,
        hint: `Write all of its name, for example ${path.resolve('/', 'office', path.basename(file))}.`,
        field: `tls.${name}`,
      };
  }
  return null;
}

/** The owner's pair. Fails where a file is named from some folder on, as a person may write it into the settings file. */
export function readOwnersPair(files: Settings['tls']): Result<CertificatePair> {
  const error = relativeFileFault(files);
  return error === null ? readPair(files.certificateFile, files.keyFile) : { ok: false, error };
}

function readPem(file: string, field: string): Result<string> {
  try {
    // Windows' editor begins a text with a mark, behind which Electron's BoringSSL finds no PEM.
    return ok(fs.readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return withField(
      failed(
        'tls.unreadable',
        `The file ${file} cannot be read (${code}).`,
        'Check the name, and that Mailroom may read it.',
      ),
      field,
    );
  }
}

/** Fails, with cause and remedy and without any of the key, for a pair that must not be shown to clients. */
export function checkPair(pair: CertificatePair, now: number): Result<DatedCertificate> {
  const checked = checkIssuer(pair, now);
  if (!checked.ok) return checked;
  try {
    tls.createSecureContext({ ...pair, minVersion: minTlsVersion });
    return checked;
  } catch (error) {
    // OpenSSL's words name what it dislikes (a weak key, an old digest), never content.
    const cause = error instanceof Error ? error.message : 'unknown cause';
    return bad('tls.unusable', `The certificate cannot be used: ${cause}.`);
  }
}

/**
 * The same for an authority, which signs and is shown to nobody: Electron's BoringSSL refuses it in a
 * connection, since its key may sign certificates alone (RFC 5280 §4.2.1.3).
 */
export function checkIssuer(pair: CertificatePair, now: number): Result<DatedCertificate> {
  const certificate = parseCertificate(pair.cert);
  if (!certificate.ok) return certificate;
  const key = parseKey(pair.key);
  if (!key.ok) return key;
  if (!certificate.value.checkPrivateKey(key.value))
    return bad('tls.key-mismatch', 'The key does not belong to the certificate.', 'tls.keyFile');
  const view = describeCertificate(certificate.value);
  const { validFrom, validTo } = view;
  if (validFrom === null || validTo === null)
    return bad('tls.unusable', 'The dates of the certificate cannot be read.');
  const date = (at: number): string => new Date(at).toISOString().slice(0, 10);
  if (now >= validTo) return bad('tls.expired', `The certificate ran out on ${date(validTo)}.`);
  if (now < validFrom)
    return bad('tls.not-yet-valid', `The certificate is valid only from ${date(validFrom)}.`);
  return ok({ ...view, validFrom, validTo });
}

/** What a certificate says, for screens. */
export const describeCertificate = (certificate: X509Certificate): CertificateView => ({
  subject: certificate.subject.replaceAll('\n', ', '),
  issuer: certificate.issuer.replaceAll('\n', ', '),
  names: altNames(certificate.subjectAltName ?? ''),
  validFrom: timeOf(certificate.validFrom),
  validTo: timeOf(certificate.validTo),
  fingerprint: certificate.fingerprint256,
});

/** Epoch ms of a time as OpenSSL writes it; null for one that is none ("Bad time value"). */
export function timeOf(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/**
 * Host names and addresses out of Node's line of alternative names. OpenSSL writes IPv6 in capitals and in
 * full length; people read it as RFC 5952 writes it.
 */
export const altNames = (line: string): readonly string[] =>
  line
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter((name) => name !== '')
    .map((name) => parseAddressKey(name) ?? name);

function parseCertificate(pem: string): Result<X509Certificate> {
  try {
    return ok(new X509Certificate(pem));
  } catch {
    return bad('tls.no-certificate', 'The certificate file holds no PEM certificate.');
  }
}

function parseKey(pem: string): Result<KeyObject> {
  try {
    return ok(createPrivateKey(pem));
  } catch {
    const isEncrypted = /ENCRYPTED/.test(pem);
    return isEncrypted
      ? bad('tls.key-encrypted', 'The key is protected by a password.', 'tls.keyFile')
      : bad('tls.no-key', 'The key file holds no PEM key.', 'tls.keyFile');
  }
}

const remedies = new Map<ErrorCode, string>([
  ['tls.key-mismatch', 'Name the key file that was made together with this certificate.'],
  ['tls.key-encrypted', 'Save the key without a password, readable only by you.'],
  ['tls.expired', 'Get a new certificate from where this one came.'],
  ['tls.not-yet-valid', 'Check the date of this computer.'],
  ['tls.unusable', 'Get a new certificate from where this one came.'],
]);

const bad = (code: ErrorCode, message: string, field = 'tls.certificateFile'): Result<never> =>
  withField(
    failed(
      code,
      message,
      remedies.get(code) ?? 'Use files in PEM form: they begin with "-----BEGIN".',
    ),
    field,
  );

function withField(result: ReturnType<typeof failed>, field: string): Result<never> {
  return { ok: false, error: { ...result.error, field } };
}
