/** For which names and addresses our certificate is made, and when it must be made anew for them. */
import type { X509Certificate } from 'node:crypto';
import type { OwnAddress } from '../net/own-addresses.ts';

/** Names and addresses, as they stand in the certificate. */
export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  /** Those of `ip` for which a certificate without them is made anew. */
  readonly needed: readonly string[];
}

/** `configured` is the setting, '' for this PC's own name. */
export function certificateNames(
  configured: string,
  hostname: string,
  addresses: readonly OwnAddress[],
): CertificateNames {
  const own = asDnsName(hostname);
  const first = asDnsName(configured) || own || 'localhost';
  const short = (own || first).split('.')[0] ?? '';
  const dns = new Set([first, own, short, `${short}.local`, 'localhost']);
  return {
    dns: [...dns].filter((name) => name !== '' && name !== '.local'),
    ip: [...new Set(['127.0.0.1', '::1', ...addresses.map(({ address }) => address)])],
    needed: addresses.filter(isSteady).map(({ address }) => address),
  };
}

/** Whether the certificate still fits this PC. */
export function coversNames(certificate: X509Certificate, names: CertificateNames): boolean {
  return (
    names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
    names.needed.every((address) => certificate.checkIP(address) !== undefined)
  );
}

/**
 * Each new certificate makes somebody's mail program ask again. So other addresses are put in, but none
 * is made for them: IPv6 ones change each day (RFC 8981), virtual ones come and go with their program.
 */
const isSteady = ({ family, isVirtual }: OwnAddress): boolean => family === 4 && !isVirtual;

/** Windows names may hold what a DNS name cannot; such a name would spoil the whole certificate. */
const asDnsName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 253);
