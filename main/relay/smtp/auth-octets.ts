/**
 * Older programs send the umlauts of a password as Latin-1, which smtp-server would read as damaged UTF-8: two wrong
 * passwords could look like one. POP3 takes both; so does this. Pure.
 */
import { isUtf8 } from 'node:buffer';
import { lineText } from '../net/line-text.ts';

/** `AUTH`, a mechanism, and an initial response (RFC 4954 §4). */
const initialResponse = /^(AUTH[ \t]+\S+[ \t]+)(\S+)[ \t]*$/i;

/** A line of an AUTH exchange with its base64 said anew in UTF-8 where it stands for other octets. */
export function utf8Auth(line: Buffer, isAuthStep: boolean): Buffer {
  const text = line.toString('latin1');
  const parts = isAuthStep ? ['', '', text.trim()] : initialResponse.exec(text);
  const [, before = '', response = ''] = parts ?? [];
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(response)) return line;
  const octets = Buffer.from(response, 'base64');
  if (isUtf8(octets)) return line;
  return Buffer.from(before + Buffer.from(lineText(octets)).toString('base64'));
}
