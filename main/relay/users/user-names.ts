/** What may be a user name, an alias, a password. Pure; each check returns an error for a person or null. */
import type { ErrorCode } from '../../contract/codes.ts';
import type { AppError } from '../../contract/result.ts';
import { inAsciiDomain } from '../net/ascii-domain.ts';

const error = (
  code: ErrorCode,
  { message, hint, field }: Omit<Required<AppError>, 'code'>,
): AppError => ({ code, message, hint, field });

/** Windows keeps these as device names: a mailbox folder could not be made. */
const windowsDevices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

/** The form in which names and addresses are compared: small letters, the domain in ASCII. */
export const comparedName = (typed: string): string => inAsciiDomain(typed.toLowerCase());

/** The name is also a folder name, on Windows too. Expects lower-case. */
export function checkName(name: string): AppError | null {
  const isFit = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/.test(name) && !name.includes('..');
  if (isFit && !windowsDevices.test(name)) return null;
  return error('users.bad-name', {
    message: `"${name.slice(0, 80)}" cannot be a user name.`,
    hint: 'Use 1 to 64 small letters, digits, dots, hyphens or underscores, for example joe or front-desk.',
    field: 'name',
  });
}

/** A whole address, or a local part that counts in every domain of the office (RFC 5321 §4.5.3.1.1: 64 octets). */
export function checkAlias(alias: string): AppError | null {
  if (/^[^\s@<>",;:\\()]{1,64}(@[a-z0-9.-]{1,253})?$/i.test(alias)) return null;
  return error('users.bad-alias', {
    message: `"${alias.slice(0, 80)}" is no address.`,
    hint: 'Write an address such as info@example.com, or only the part before the @.',
    field: 'aliases',
  });
}

/** 1 to 255 characters; a line break or NUL could not be said in POP3 or SASL (RFC 4616 §2). */
export function checkPassword(password: string): AppError | null {
  if (/^[^\r\n\0]{1,255}$/u.test(password)) return null;
  return error('users.bad-password', {
    message: 'This cannot be a password.',
    hint: 'Use 1 to 255 characters without line breaks.',
    field: 'password',
  });
}
