/** For which names and addresses our certificate is made, and when it must be made anew for them. */
import { X509Certificate } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

/** `configured` is the setting, '' for this PC's own name. */
export function certificateNames(
  configured: string,
  hostname: string,
  addresses: readonly string[],
): CertificateNames {
  const own = asDnsName(hostname);
  const first = asDnsName(configured) || own || 'localhost';
  const short = (own || first).split('.')[0] ?? '';
  const dns = new Set([first, own, short, `${short}.local`, 'localhost']);
  return {
    dns: [...dns].filter((name) => name !== '' && name !== '.local'),
    ip: [...new Set(['127.0.0.1', '::1', ...addresses])],
  };
}

/**
 * Whether the certificate still fits. IPv6 addresses are put in but not insisted on: systems change
 * theirs each day (RFC 8981), and each new certificate makes somebody's mail program ask again.
 */
export function coversNames(certificate: X509Certificate, names: CertificateNames): boolean {
  return (
    names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
    names.ip.filter(isIPv4).every((address) => certificate.checkIP(address) !== undefined)
  );
}

/** Windows names may hold what a DNS name cannot; such a name would spoil the whole certificate. */
const asDnsName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 253);
