/** The plain words for each kind of delivery failure: cause and remedy. Data; `classify` chooses. */

/** What is wrong and what to do, each a sentence. */
export interface Words {
  readonly cause: string;
  readonly remedy: string;
  /** The remedy in a test of the provider, where the usual one is not true: a test is not tried again by itself. */
  readonly inTest?: string;
}

const words = (cause: string, remedy: string): Words => ({ cause, remedy });
/** Mail that waits is tried again by itself: the remedy says so, and what to do in a test. */
const retried = (
  cause: string,
  remedy: string,
  inTest = 'Wait a while, then test again.',
): Words => ({
  ...words(cause, remedy),
  inTest,
});
const test = 'run "mailroom provider test"';
const pin = '"mailroom provider set --fingerprint SHA256"';
const itRetries = 'Nothing to do: it is tried again.';

/** The words by kind of failure. */
export const causes = {
  noName: words(
    'The provider’s server name was not found.',
    'Check the internet connection, and the server name in the provider settings.',
  ),
  nobodyListens: words(
    'The provider’s server does not answer on this port.',
    'Check server name and port in the provider settings, and that no firewall is in the way.',
  ),
  noRoute: words(
    'The provider’s server cannot be reached.',
    'Check the internet connection; then server name and port in the provider settings.',
  ),
  noMailServer: words(
    'What answers on this port is no server for outgoing mail.',
    'Check server name and port in the provider settings: incoming mail has others.',
  ),
  notNow: words(
    'The provider’s server does not take connections now.',
    'Wait; if it lasts, ask the provider.',
  ),
  noTls: {
    ...words(
      'The encrypted connection to the provider could not be made.',
      `Check the encryption setting and the port; ${test}.`,
    ),
    inTest: 'Check the encryption setting and the port.',
  },
  wantsTls: words(
    'The provider takes mail only over an encrypted connection.',
    'Choose STARTTLS or TLS with "mailroom provider set".',
  ),
  unknownIssuer: {
    ...words(
      'The provider’s certificate comes from an issuer that this computer does not know.',
      `Check the server name. If the server is your own, ${test} and pin its fingerprint.`,
    ),
    inTest: `Check the server name. If the server is your own, pin its fingerprint with ${pin}.`,
  },
  expiredCertificate: words(
    'The provider’s certificate has expired.',
    'Check this computer’s date; if it is right, tell the provider.',
  ),
  wrongName: words(
    'The provider’s certificate is for another server name.',
    'Use the server name that the provider gave you.',
  ),
  otherCertificate: words(
    'The provider shows another certificate than the pinned one.',
    `Ask who runs the server whether the certificate was renewed; then pin the new one with ${pin}.`,
  ),
  signIn: words(
    'The provider refused our sign-in.',
    'Type the provider’s user name and password again with "mailroom provider set".',
  ),
  plaintext: words(
    'The password is not sent over a connection without encryption.',
    'Choose STARTTLS or TLS, or allow it, with "mailroom provider set".',
  ),
  noSignIn: words(
    'The provider offers no way to sign in that we know here.',
    'If it needs no sign-in, choose none with "mailroom provider set"; else ask the provider.',
  ),
  passwordsOff: words(
    'The provider takes no password from mail programs for this account.',
    'Ask whoever looks after the account to allow it (at Microsoft: “Authenticated SMTP”), or send through another provider.',
  ),
  appPassword: words(
    'The provider wants an app password instead of the usual one.',
    'Make an app password in the provider’s account pages, and set it with "mailroom provider set".',
  ),
  signInLater: retried(
    'The provider cannot check the sign-in just now.',
    'Wait; it is tried again.',
  ),
  lostAtSignIn: words(
    'The connection to the provider broke off during the sign-in.',
    'Wait; if it lasts, check the internet connection.',
  ),
  wantsSignIn: words(
    'The provider wants us to sign in before it takes mail.',
    'Set user name and password with "mailroom provider set".',
  ),
  accountBlocked: words(
    'The provider has blocked the account that we send with.',
    'Ask the provider why, and to open it again. Nothing is lost meanwhile.',
  ),
  busy: words(
    'The provider’s server is busy or limits our connections.',
    'Wait; if it lasts, lower the number of connections in the provider settings.',
  ),
  quota: retried(
    'The provider’s limit of mail that may be sent is used up.',
    'Wait: it is tried again. If it happens often, ask the provider for a higher limit.',
    'Wait a while, then test again. If it happens often, ask the provider for a higher limit.',
  ),
  ownMailboxFull: retried(
    'The mailbox of the account that we send with is full.',
    'Empty the folder of sent mail at the provider; it is tried again.',
    'Empty the folder of sent mail at the provider, then test again.',
  ),
  relayDenied: words(
    'The provider does not pass on mail for us.',
    'Check that user name and password are set with "mailroom provider set".',
  ),
  addressBlocked: words(
    'The provider blocks the internet address of this office.',
    'Ask the provider; the words that it sent say which list it uses.',
  ),
  later: retried('The provider asks us to try again later.', itRetries),
  lost: retried(
    'The connection to the provider broke off while the mail was being sent.',
    itRetries,
  ),
  recipient: words(
    'The provider refused the recipient.',
    'Check the recipient’s address, and read the provider’s words.',
  ),
  sender: words(
    'The provider refused the sender address or the message.',
    'Read the provider’s words; use a sender address that belongs to the account.',
  ),
  tooLarge: words(
    'The message is larger than the provider takes.',
    'Send it smaller, in parts, or as a link.',
  ),
  message: words(
    'The provider refused the message.',
    'Read the provider’s words; change the message and send it again.',
  ),
} as const satisfies Record<string, Words>;
