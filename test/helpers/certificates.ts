import { X509Certificate } from 'node:crypto';
import type { CertificatePair } from '../../main/relay/tls/check-certificate.ts';
import { makeAuthority, makeServerCertificate } from '../../main/relay/tls/make-certificates.ts';

/** A server certificate of an authority that nobody knows, for these names. */
export async function testCertificate(
  names: { dns?: string[]; ip?: string[] } = {},
): Promise<CertificatePair & { readonly fingerprint: string }> {
  const now = Date.now();
  const authority = await makeAuthority('test', now);
  const { dns = ['localhost'], ip = ['127.0.0.1'] } = names;
  const pair = await makeServerCertificate(authority, { dns, ip }, now);
  return { ...pair, fingerprint: new X509Certificate(pair.cert).fingerprint256 };
}

/** An authority for NODE_EXTRA_CA_CERTS, and a certificate of it for localhost. */
export async function testAuthority(): Promise<{ authorityPem: string; pair: CertificatePair }> {
  const now = Date.now();
  const authority = await makeAuthority('test', now);
  const names = { dns: ['localhost'], ip: ['127.0.0.1'] };
  return { authorityPem: authority.cert, pair: await makeServerCertificate(authority, names, now) };
}
