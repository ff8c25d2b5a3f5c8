/** Which of its replies stands for a session in a list. Pure. */

const refusal = /^(?:[45]\d\d |-ERR)/;
/**
 * Comes behind a refusal whatever that was: to DATA that was sent ahead (RFC 2920 §3.1) and to the message behind it,
 * to RSET and QUIT, and where the session is cut off.
 */
const onlyFollows = /^(?:221 |250 2\.0\.0 Flushed|421 |500 |503 |\+OK Goodbye)/;

/** The newer of two replies, or the refusal before it that it only follows from: that is what a person looks for. */
export const tellingReply = (before: string, newer: string): string =>
  refusal.test(before) && onlyFollows.test(newer) ? before : newer;
