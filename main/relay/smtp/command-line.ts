/** Checks on one command line before anything reads it: length, control characters, encoding. Pure. */
import { isUtf8 } from 'node:buffer';
import { reply, type Reply } from './reply.ts';

/** RFC 5321 §4.5.3.1.4 asks for 512 octets, extensions add some; Postfix takes 2048. */
const maxCommandBytes = 2_048;
/** RFC 4954 §4: base64 lines of an AUTH exchange, to 12,288 octets. */
const maxAuthBytes = 12_288;

const tooLong = reply(500, '5.5.2', 'The line is too long');
/** RFC 4954 §4: one of an AUTH exchange has a status code of its own. */
const authTooLong = reply(500, '5.5.6', 'The line is too long');
const hasControl = reply(500, '5.5.2', 'The line has control characters in it');
const notAscii = reply(500, '5.5.2', 'The line is not ASCII');
const notUtf8 = reply(501, '5.5.2', 'The line is neither ASCII nor UTF-8');
const takesNothing = reply(501, '5.5.4', 'This command takes no arguments');

/** RFC 5321 §4.1.1.4, §4.1.1.5, §4.1.1.10; the library does them whatever stands behind. */
const bareCommands = new Set(['DATA', 'RSET', 'QUIT']);

/** RFC 5321 §4.1.1.2, §4.1.1.3: what must stand there before any address can be a bad one (RFC 3463 §3.6). */
const addressed: Readonly<Record<string, { readonly begins: RegExp; readonly fault: Reply }>> = {
  MAIL: { begins: /^MAIL\s+FROM\s*:/i, fault: reply(501, '5.5.4', 'Syntax: MAIL FROM:<address>') },
  RCPT: { begins: /^RCPT\s+TO\s*:/i, fault: reply(501, '5.5.4', 'Syntax: RCPT TO:<address>') },
};

/** Upper-case first word. */
export const verbOf = (line: Buffer): string => {
  const space = line.indexOf(32);
  return line.toString('latin1', 0, Math.min(space < 0 ? line.length : space, 20)).toUpperCase();
};

/**
 * Printers and Macs say the name that somebody gave them in EHLO, spaces and all, and send nothing once that is
 * refused. It only tells who calls: joined with hyphens it is one word, as RFC 5321 §4.1.1.1 wants it.
 */
export function withOneName(line: Buffer, verb: string): Buffer {
  if (verb !== 'EHLO' && verb !== 'HELO') return line;
  const [, ...names] = line.toString('latin1').trim().split(/\s+/);
  return names.length < 2 ? line : Buffer.from(`${verb} ${names.join('-')}`, 'latin1');
}

// TAB may stand between words.
const control = /[\x00-\x08\x0a-\x1f\x7f]/;
const eightBit = /[\x80-\xff]/;

/** What is wrong with the line, or null. `isAuth`: it is AUTH or goes on with it. */
export function complaintAbout(line: Buffer, verb: string, isAuth: boolean): Reply | null {
  if (line.length > (isAuth ? maxAuthBytes : maxCommandBytes))
    return isAuth ? authTooLong : tooLong;
  const text = line.toString('latin1', 0, line.length);
  if (control.test(text)) return hasControl;
  const path = Object.hasOwn(addressed, verb) ? addressed[verb] : undefined;
  if (path?.begins.test(text) === false) return path.fault;
  if (!eightBit.test(text))
    return bareCommands.has(verb) && text.trimEnd().length > verb.length ? takesNothing : null;
  // RFC 6531 §3.3: addresses may be UTF-8. Old Windows PCs say their name in EHLO in any encoding.
  if (verb === 'EHLO' || verb === 'HELO') return null;
  if (verb !== 'MAIL' && verb !== 'RCPT' && verb !== 'VRFY') return notAscii;
  return isUtf8(line) ? null : notUtf8;
}
