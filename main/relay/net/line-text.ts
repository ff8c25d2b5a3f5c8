const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Octets of a client as text: UTF-8 (RFC 6856 §2.1), or Latin-1 where they are none, as older programs send
 * umlauts in passwords. Never a replacement character: two wrong passwords must not become one right one.
 */
export function lineText(octets: Buffer): string {
  if (isAscii(octets)) return octets.toString('latin1');
  try {
    return strictUtf8.decode(octets);
  } catch {
    // No UTF-8, so it must be the other.
    return octets.toString('latin1');
  }
}

function isAscii(octets: Buffer): boolean {
  for (const octet of octets) if (octet > 0x7f) return false;
  return true;
}
