/** File names in a Maildir: what we write, and what we can read off a name. Pure. */
import { createHash } from 'node:crypto';

/** Windows does not allow a colon in names. */
const infoMark = process.platform === 'win32' ? ';2,' : ':2,';

/** `KEY,S=SIZE`: the key makes a repeated delivery find the first one, the size spares a look inside. */
export const maildirName = (key: string, sizeBytes: number): string => `${key},S=${sizeBytes}`;

/** The name without flags, the same in new/ and cur/. */
export const baseOf = (name: string): string => name.replace(/[:;!]2,[^/]*$/, '');

export const seenName = (name: string): string => `${baseOf(name)}${infoMark}`;

/** The size that the name tells, or null: then somebody else put the file there. */
export function sizeIn(name: string): number | null {
  const text = /,S=(\d+)/.exec(name)?.[1];
  return text === undefined ? null : Number(text);
}

/** RFC 1939 §7: 1 to 70 characters 0x21 to 0x7E; the same for a file as long as it is there. */
export function uidOf(name: string): string {
  const unique = baseOf(name).replace(/,S=\d+.*$/, '');
  if (/^[\x21-\x7e]{1,70}$/.test(unique)) return unique;
  return createHash('sha256').update(unique).digest('base64url');
}
