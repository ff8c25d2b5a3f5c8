/** The provider page, and its forms in the wizard. */
export const provider = {
  host: 'Server',
  hostHint: 'The provider’s server for outgoing mail, for example smtp.example.org',
  port: 'Port',
  tls: 'Encryption',
  tlsModes: {
    implicit: 'TLS from the start (usually port 465)',
    starttls: 'STARTTLS (usually port 587)',
    none: 'None (not recommended)',
  },
  unprotected:
    'This system has no password store that Mailroom can use. The password is kept in a file that only your account can read.',
  test: 'Test now',
  testAgain: 'Test again',
  testPassed: 'The provider answers, and everything works.',
  testSteps: {
    name: 'Find the server',
    connect: 'Connect',
    tls: 'Encrypt',
    auth: 'Sign in',
    mail: 'Send a test mail',
  },
};
