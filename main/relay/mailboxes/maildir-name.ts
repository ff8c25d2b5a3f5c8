/**
 * File names in a Maildir: what we write, and what we can read off a name. Pure. Flags (`:2,S`) are never
 * written, only read: POP3 has none, and Windows does not allow the colon.
 */
import { createHash } from 'node:crypto';

/** `KEY.mailroom,S=SIZE`: the key lets a repeated delivery find the first one, the size spares a look inside. */
const ourName = /\.mailroom,S=(\d+)$/;

/** The name for a message of this many octets; keys that fit no file name are hashed. */
export function maildirName(key: string, sizeBytes: number): string {
  const isFit = /^[\w-][\w.-]{0,120}$/.test(key);
  const unique = isFit ? key : createHash('sha256').update(key).digest('hex');
  return `${unique}.mailroom,S=${sizeBytes}`;
}

/** The name without flags, the same in new/ and cur/; `;` and `!` are what programs on Windows write. */
export const baseOf = (name: string): string => name.replace(/[:;!]2,[^/]*$/, '');

/** Octets of a message that we put there (with CRLF), or null: another program did. */
export function ourSizeIn(base: string): number | null {
  const text = ourName.exec(base)?.[1];
  return text === undefined ? null : Number(text);
}

/** Octets with CRLF as another program noted them (`,W=`, Maildir++), or null. Its `,S=` counts bare LF. */
export function wireSizeIn(base: string): number | null {
  const text = /,W=(\d+)(?=,|$)/.exec(base)?.[1];
  return text === undefined ? null : Number(text);
}

/**
 * RFC 1939 §7: 1 to 70 characters 0x21 to 0x7E; the same for a file as long as it is there. Of nothing but the name:
 * where others come and go, none takes over what a mail program knows as another.
 */
export function uidOf(base: string): string {
  const isOurs = ourName.test(base);
  const unique = isOurs ? base.slice(0, base.lastIndexOf(',')) : base;
  // Other programs' names may differ only behind the comma, or have one of ours without it.
  const isPlain = isOurs || !/,|\.mailroom$/.test(base);
  if (isPlain && /^[\x21-\x7e]{1,70}$/.test(unique)) return unique;
  return createHash('sha256').update(unique).digest('base64url');
}
