/**
 * Masks what may be a secret in a line that a client sent, before anybody sees it. Also where the line is
 * garbled: a program that puts a space before PASS has said its password all the same. Pure.
 */

const longest = 300;
const controls = /\p{Cc}/gu;
/** Commands whose arguments are no secrets. A misspelt PASS is not among them. */
const open =
  /^(?:ehlo|helo|mail|rcpt|data|rset|noop|quit|help|vrfy|expn|starttls|stls|capa|utf8|user|stat|list|uidl|retr|top|dele)(?!\w)/i;
const mechanism =
  /^(?:plain|login|cram-md5|digest-md5|scram-\S+|ntlm|gssapi|xoauth2|oauthbearer)$/i;

/** `isSecret`: the line is an answer inside a sign-in dialogue, all of it secret. */
export function maskLine(line: string, isSecret = false): string {
  if (isSecret) return '(secret)';
  // First: the patterns below take the square of the length, and a line may have 32 KB.
  const head = line.length > longest ? copied(line.slice(0, longest)) : line;
  const shown = open.test(head) ? withoutSecondWord(head) : masking(head);
  return /\p{Cc}/u.test(shown) ? shown.replace(controls, '·') : shown;
}

/** A part of a text holds all of it in memory, and the lines of a session are kept. */
const copied = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** A name has no spaces: what follows it may be the password. */
const withoutSecondWord = (line: string): string =>
  line.replace(/^(user\s+\S+)\s+\S.*$/is, '$1 (masked)');

function masking(line: string): string {
  const [, verb = '', rest = ''] = /^[^a-z]*(pass|apop|auth)(.*)$/is.exec(line) ?? [];
  // The whole rest: a password may hold spaces.
  if (/pass/i.test(verb)) return 'PASS (secret)';
  if (verb !== '') return maskedSignIn(verb.toUpperCase(), rest);
  const [, word = '', more = ''] = /^(\S*)(.*)$/s.exec(line) ?? [];
  // A lone word that is no command may be the answer to a sign-in that was refused: base64 mixes small and capital.
  if (!/^(?:[a-z]{1,8}|[A-Z]{1,8})\d?$/.test(word)) return line.trim() === '' ? line : '(masked)';
  return more.trim() === '' ? line : `${word} (masked)`;
}

/** `AUTH PLAIN (secret)`, `APOP joe (secret)`: the mechanism and the name are no secrets. */
function maskedSignIn(verb: string, rest: string): string {
  const [, word = '', more = ''] = /^\s+(\S+)(.*)$/s.exec(rest) ?? [];
  const isOpen = verb === 'APOP' ? more !== '' : mechanism.test(word);
  const kept = isOpen ? `${verb} ${word}` : verb;
  const isAllShown = isOpen ? more.trim() === '' : rest.trim() === '';
  return isAllShown ? kept : `${kept} (secret)`;
}
