/**
 * Makes the office certificate authority and the server's certificate. Loaded only when one must be
 * made: the libraries cost more than the whole start otherwise.
 */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { CertificateNames } from './certificate-names.ts';
import type { CertificatePair } from './check-certificate.ts';

/** For whom a certificate is made. */
export interface CertificateRequest {
  /** The authority that signs; null: one is made. */
  readonly authority: CertificatePair | null;
  readonly names: Pick<CertificateNames, 'dns' | 'ip'>;
  /** Epoch ms. */
  readonly now: number;
}

/** The certificate with the authority that signed it. */
export interface MadeCertificates {
  readonly authority: CertificatePair;
  readonly server: CertificatePair;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 3600_000;
/** Longer ones are refused by Apple's programs. */
export const serverDays = 397;
/** How long the office authority counts: clients import it once. */
export const authorityDays = 3_650;

/** A server certificate, and the authority that signs it where there is none yet. */
export async function makeCertificates(request: CertificateRequest): Promise<MadeCertificates> {
  const { names, now } = request;
  const authority = request.authority ?? (await makeAuthority(names.dns[0] ?? 'office', now));
  return { authority, server: await makeServerCertificate(authority, names, now) };
}

/** An authority for this office, valid ten years. `now` is epoch ms. */
export async function makeAuthority(office: string, now: number): Promise<CertificatePair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Mailroom office authority (${office})`] }],
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + authorityDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: certificate.toString('pem'), key: await keyPem(keys.privateKey) };
}

/** A server certificate for these names and addresses, signed by the authority. */
export async function makeServerCertificate(
  authority: CertificatePair,
  names: { readonly dns: readonly string[]; readonly ip: readonly string[] },
  now: number,
): Promise<CertificatePair> {
  const issuer = new x509.X509Certificate(authority.cert);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [names.dns[0] ?? 'localhost'] }],
    issuer: issuer.subjectName,
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + serverDays * dayMs),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      // Without digitalSignature, the TLS library inside Electron refuses every handshake.
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { cert: certificate.toString('pem'), key: await keyPem(keys.privateKey) };
}

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const der = x509.PemConverter.decodeFirst(pem);
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
}
