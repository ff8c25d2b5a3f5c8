/** Challenge digests of old printers: APOP and CRAM-MD5. Pure. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 1939 §7: MD5 of timestamp and shared secret, lower-case hex. */
export const apopDigest = (timestamp: string, secret: string): string =>
  createHash('md5')
    .update(timestamp + secret)
    .digest('hex');

/** RFC 2195 §2: HMAC-MD5 of the challenge under the shared secret, lower-case hex. */
export const cramMd5Digest = (challenge: string, secret: string): string =>
  createHmac('md5', secret).update(challenge).digest('hex');

/** Compares without telling by time how much was right. */
export function isSameDigest(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given.toLowerCase())];
  return a.length === b.length && timingSafeEqual(a, b);
}
