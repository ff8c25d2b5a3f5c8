/**
 * Every fixed reply of the POP3 server, in one place. Response codes are those of RFC 2449 §8 and RFC 3206:
 * [AUTH] alone makes a mail program ask for the password again, so only a wrong password gets it.
 */
export const replies = {
  ok: '+OK',
  bye: '+OK Goodbye',
  password: '+OK Send the password',
  capabilities: '+OK Capabilities',
  utf8: '+OK UTF-8 it is',
  startTls: '+OK Begin TLS',
  badCommand: '-ERR Unknown command',
  web: '-ERR This is a mail server, no web server',
  signInFirst: '-ERR Sign in first',
  badState: '-ERR Not now',
  badArguments: '-ERR Wrong arguments',
  tooLong: '-ERR The line is too long',
  tooManyErrors: '-ERR Too many errors, goodbye',
  tooManyCommands: '-ERR Too many commands without a sign-in, goodbye',
  noMessage: '-ERR No such message',
  deleted: '-ERR That message is marked as deleted',
  userFirst: '-ERR Send USER first',
  wrongPassword: '-ERR [AUTH] Name or password is wrong',
  wrongApop: '-ERR [AUTH] Name or password is wrong, or APOP is not switched on for this user',
  noApop: '-ERR APOP is not switched on, use USER and PASS',
  blocked: '-ERR [SYS/TEMP] Too many failed sign-ins, try again later',
  signInUnavailable: '-ERR [SYS/TEMP] The sign-in cannot be checked now, try again later',
  needsTls: '-ERR [SYS/PERM] No password without encryption here: switch on SSL/TLS or STARTTLS',
  inUse: '-ERR [IN-USE] The mailbox is open in another session',
  unreadable: '-ERR [SYS/TEMP] The mailbox cannot be read now, try again later',
  broken: '-ERR [SYS/PERM] The mailbox cannot be read, ask the person who runs Mailroom',
  notAllDeleted: '-ERR [SYS/TEMP] Some messages could not be deleted',
  gone: '-ERR [SYS/TEMP] The message cannot be read',
  failed: '-ERR [SYS/TEMP] Something went wrong here, try again later',
  cancelled: '-ERR Sign-in cancelled',
  badResponse: '-ERR That is no answer to this kind of sign-in',
  unknownMechanism: '-ERR Only PLAIN and LOGIN are offered',
  noTls: '-ERR There is no certificate here, so no encryption',
  alreadyTls: '-ERR The connection is encrypted already',
  busy: '-ERR [SYS/TEMP] Too many connections, try again later',
} as const;

/** A number of messages, as a person says it. */
export const messages = (count: number): string => `${count} message${count === 1 ? '' : 's'}`;
