import { X509Certificate } from 'node:crypto';
import {
  makeAuthority,
  makeServerCertificate,
  type KeyPair,
} from '../../main/relay/tls/make-certificates.ts';

/** A server certificate of an authority that nobody knows, for these names. */
export async function testCertificate(
  names: { dns?: string[]; ip?: string[] } = {},
): Promise<KeyPair & { readonly fingerprint: string }> {
  const now = Date.now();
  const authority = await makeAuthority('test', now);
  const { dns = ['localhost'], ip = ['127.0.0.1'] } = names;
  const pair = await makeServerCertificate(authority, { dns, ip }, now);
  return { ...pair, fingerprint: new X509Certificate(pair.cert).fingerprint256 };
}
