/** Masks secrets in POP3 lines before anybody sees them. Pure. */

/** `isSecret`: the line is an answer inside a sign-in dialogue, all of it secret. */
export function redact(line: string, isSecret: boolean): string {
  if (isSecret) return '(secret)';
  // The whole rest: a password may hold spaces.
  if (/^pass\b/i.test(line)) return 'PASS (secret)';
  return line
    .replace(/^(apop\s+\S+\s).*$/i, '$1(secret)')
    .replace(/^(auth\s+\S+\s).*$/i, '$1(secret)')
    .replace(/\p{Cc}/gu, '·')
    .slice(0, 300);
}
