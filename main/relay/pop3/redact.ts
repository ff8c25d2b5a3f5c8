/** Masks secrets in POP3 lines before anybody sees them. Pure. */

/** `isSecret`: the line is part of a sign-in dialogue, all of it secret. */
export function redact(line: string, isSecret: boolean): string {
  if (isSecret) return '(secret)';
  // The whole rest: a password may hold spaces.
  if (/^pass /i.test(line)) return 'PASS (secret)';
  if (/^apop \S+ /i.test(line)) return line.replace(/^(apop \S+ ).*$/i, '$1(secret)');
  return line
    .replace(/^(auth \S+) .*$/i, '$1 (secret)')
    .replace(/[\p{Cc}]/gu, '·')
    .slice(0, 300);
}
