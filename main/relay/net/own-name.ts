/**
 * This PC's name as mail takes it, in commands, headers and greetings (RFC 5321 §4.1.2): Windows and macOS allow names
 * with spaces and letters beyond ASCII, and Windows an underscore, which Exim refuses in EHLO.
 */
export const ownName = (hostname: string): string =>
  hostname.slice(0, 255).replace(/[^A-Za-z0-9.:[\]-]+/g, '-');
