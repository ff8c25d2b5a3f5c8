/** Masks secrets in POP3 lines before anybody sees them. Pure. */

const longest = 300;
const controls = /\p{Cc}/gu;

/** `isSecret`: the line is an answer inside a sign-in dialogue, all of it secret. */
export function redact(line: string, isSecret: boolean): string {
  if (isSecret) return '(secret)';
  // The whole rest: a password may hold spaces.
  if (/^pass\b/i.test(line)) return 'PASS (secret)';
  // Looked at first: nearly no line of the thousands that come has any of it.
  const masked = /^a(?:pop|uth)\s/i.test(line)
    ? line.replace(/^(\S+\s+\S+\s).*$/s, '$1(secret)')
    : line;
  const shown = masked.length > longest ? masked.slice(0, longest) : masked;
  return /\p{Cc}/u.test(shown) ? shown.replace(controls, '·') : shown;
}
