/**
 * Masks what may be a secret in a line that a client sent, before anybody sees it. Also where the line is
 * garbled: a program that puts a space before PASS has said its password all the same. Pure.
 */

const longest = 300;
const controls = /\p{Cc}/gu;
/** Looked at first: nearly no line of the thousands that come has any of it. */
const suspicious = /^(?:[^a-z]*(?:pass|apop|auth)|[\w+/=-]{9,}$|\S*[\d+/=]\S*$)/i;
const mechanism =
  /^(?:plain|login|cram-md5|digest-md5|scram-\S+|ntlm|gssapi|xoauth2|oauthbearer)$/i;

/** `isSecret`: the line is an answer inside a sign-in dialogue, all of it secret. */
export function maskLine(line: string, isSecret = false): string {
  if (isSecret) return '(secret)';
  // First: the patterns below take the square of the length, and a line may have 32 KB.
  const head = line.length > longest ? line.slice(0, longest) : line;
  const shown = suspicious.test(head) ? masking(head) : head;
  return /\p{Cc}/u.test(shown) ? shown.replace(controls, '·') : shown;
}

function masking(line: string): string {
  const [, verb = '', rest = ''] = /^[^a-z]*(pass|apop|auth)(.*)$/is.exec(line) ?? [];
  // The whole rest: a password may hold spaces.
  if (/pass/i.test(verb)) return 'PASS (secret)';
  if (verb !== '') return maskedSignIn(verb.toUpperCase(), rest);
  // A lone word that is no command may be the answer to a sign-in that was refused.
  return /^[a-z]{1,8}\d?$/i.test(line) || /\s/.test(line.trim()) ? line : '(masked)';
}

/** `AUTH PLAIN (secret)`, `APOP joe (secret)`: the mechanism and the name are no secrets. */
function maskedSignIn(verb: string, rest: string): string {
  const [, word = '', more = ''] = /^\s+(\S+)(.*)$/s.exec(rest) ?? [];
  const isOpen = verb === 'APOP' ? more !== '' : mechanism.test(word);
  const kept = isOpen ? `${verb} ${word}` : verb;
  const isAllShown = isOpen ? more.trim() === '' : rest.trim() === '';
  return isAllShown ? kept : `${kept} (secret)`;
}
