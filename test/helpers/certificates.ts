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

/** The same with an end that is in no calendar. Its signature is broken, which a pin does not ask for. */
export function withUnreadableEnd<P extends CertificatePair>(
  pair: P,
): P & { readonly fingerprint: string } {
  const der = new X509Certificate(pair.cert).raw.toString('latin1');
  // RFC 5280 §4.1.2.5: two UTCTimes, the end second.
  const changed = der.replace(
    /(\x17\x0d\d{12}Z\x17\x0d)\d{12}Z/,
    (_both, before: string) => `${before}991399999999Z`,
  );
  const base64 = Buffer.from(changed, 'latin1').toString('base64');
  const lines = base64.replace(/.{64}/g, '$&\n');
  const cert = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  return { ...pair, cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}

/** An authority for NODE_EXTRA_CA_CERTS, and a certificate of it for localhost. */
export async function testAuthority(): Promise<{ authorityPem: string; pair: CertificatePair }> {
  const now = Date.now();
  const authority = await makeAuthority('test', now);
  const names = { dns: ['localhost'], ip: ['127.0.0.1'] };
  return { authorityPem: authority.cert, pair: await makeServerCertificate(authority, names, now) };
}
