import type { Phrases } from './say.ts';

/** Sentences of the relay that name a command, worded for a window. */
export const phrases: Phrases = {
  whole: {
    'Type the provider’s user name and password again with "mailroom provider set".':
      'Type the provider’s user name and password again.',
    'Set user name and password with "mailroom provider set".':
      'Set user name and password of the provider.',
    'Choose STARTTLS or TLS with "mailroom provider set".':
      'Choose STARTTLS or TLS in the provider settings.',
    'Check that user name and password are set with "mailroom provider set".':
      'Check that user name and password of the provider are set.',
    'Make an app password in the provider’s account pages, and set it with "mailroom provider set".':
      'Make an app password in the provider’s account pages, and type it here.',
    'Check the encryption setting and the port; run "mailroom provider test".':
      'Check the encryption setting and the port; then run the test.',
    'Check the server name. If the server is your own, run "mailroom provider test" and pin its fingerprint.':
      'Check the server name. If the server is your own, run the test and pin its fingerprint.',
  },
  patterns: [[/^See "mailroom [^"]+"\.$/, '']],
};
