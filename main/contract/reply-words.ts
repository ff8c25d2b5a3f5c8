/** Whose words the last reply about a recipient is: the provider's, or our own. */

/** RFC 5321 §4.2: what a server says begins with three digits. */
export const isSaidOverSmtp = (reply: string): boolean => /^[2-5]\d\d[ -]/.test(reply);

/** Our own words begin with a status (RFC 3463) where they are a verdict; people need none. */
export const withoutStatus = (words: string): string =>
  words.replace(/^[245]\.\d{1,3}\.\d{1,3} /, '');
