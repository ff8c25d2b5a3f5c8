import type { SMTPServerOptions } from 'smtp-server';

/** What the tests' providers have in common: no TLS, no sign-in, no wait, no words. */
export const plainServer = {
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  closeTimeout: 200,
  logger: false,
} satisfies SMTPServerOptions;
