/**
 * What people see when it does not work: the program's message or number, what it means, what to change.
 * `seen` are the words as the program writes them.
 */
export const connectTrouble = {
  title: 'What you see if it is wrong',
  seen: 'You see',
  means: 'It means',
  fix: 'Do this',
  signs: {
    'outlook-recipient-refused': {
      means:
        'The recipient was refused because Mailroom does not know who is sending: the program neither signed in nor checked mail before.',
      fix: 'Set what is highlighted on this page: by it Mailroom knows who is sending.',
      orCheck: 'Or check mail first and send again.',
    },
    'outlook-sender-refused': {
      means:
        'The sender was refused: usually the program did not sign in, or the address is not allowed.',
      fix: 'Tick the box for signing in when sending, and check the e-mail address of the account.',
    },
    'outlook-pop-password': {
      means: 'Name or password for incoming mail are wrong.',
      fix: 'Type both again, exactly. After many wrong tries Mailroom blocks the address for some minutes.',
    },
    'outlook-not-found': {
      means: 'The server was not found, or does not answer, or the connection broke.',
      fix: 'Check server and port, that Mailroom runs, and that no firewall or virus scanner stands between.',
    },
    'outlook-secure': {
      means:
        'Encryption did not work: it does not fit the port, the certificate was refused, or Windows is too old (7 and before).',
      fix: 'Compare port and encryption with the values on this page, and install the office certificate. On an old Windows, tick “The program knows no encryption”.',
    },
    'outlook-timeout': {
      means: 'No answer in time.',
      fix: 'Try again; then check server and port, and virus scanners that read mail.',
    },
    'outlook-methods': {
      means: 'Mailroom offered no sign-in, because the connection is not encrypted.',
      fix: 'Choose the encryption that stands on this page.',
    },
    'outlook-spa': {
      means: 'Secure Password Authentication was tried. Mailroom does not know it.',
      fix: 'Take the tick from “Secure Password Authentication (SPA)”.',
    },
    'outlook-starttls': {
      means: 'The program and Mailroom do not agree on STARTTLS.',
      fix: 'Compare port and encryption with the values on this page.',
    },
    'outlook-busy': {
      means:
        'Mailroom took no connection: too many at once, or the address is blocked for a while.',
      fix: 'Wait some minutes and try again; look whether the line below says “Blocked for a while”.',
    },
    'relaying-denied': {
      means:
        'Mailroom does not know who is sending: the program neither signed in nor checked mail before.',
      fix: 'Set what is highlighted on this page: by it Mailroom knows who is sending.',
      orCheck: 'Or check mail first and send again.',
    },
    'sign-in-refused': {
      means: 'Name or password are wrong.',
      fix: 'Type both again, exactly. Incoming and outgoing mail may have their own fields for them.',
    },
    'first-try-fails': {
      means: 'Mail waited in the outbox and was sent before mail was checked.',
      fix: 'Check mail and send again. Signing in when sending avoids it for good.',
    },
    'certificate-asked': {
      means: 'The certificate was made by this office, and the computer does not know the office.',
      fix: 'Accept it once, or install the office certificate so that no program asks.',
    },
    'thunderbird-login': {
      means:
        'Name or password are wrong. Thunderbird says the same while another program has the mailbox open, and after too many wrong passwords.',
      fix: 'Click “Retry” once, then type the password again. If the line below says that the program signed in, the password is right, and another program has the mailbox.',
    },
    'thunderbird-nothing-found': {
      means: 'A value is wrong, or Thunderbird does not know the certificate of this office.',
      fix: 'Compare all values with this page, and import the office certificate before.',
    },
    'thunderbird-untrusted': {
      means: 'The certificate was made by this office, and Thunderbird does not know the office.',
      fix: 'Click “OK”, then “Confirm Security Exception”, and try again; or import the office certificate.',
    },
    'thunderbird-method': {
      means: 'The authentication method does not fit.',
      fix: 'Choose the one on this page. Without encryption the same choice is called “Password, transmitted insecurely”.',
    },
    'thunderbird-starttls': {
      means: 'The port does not offer STARTTLS.',
      fix: 'Compare port and encryption with the values on this page.',
    },
    'claws-session': {
      means: 'Mailroom did not take the message. Claws Mail keeps it.',
      fix: 'Click “View log”: the last lines say why. When that is mended, send it again.',
    },
    'apple-no-connection': {
      means: 'The Mac does not reach the server with these settings, or the sign-in failed.',
      fix: 'Compare server, port and TLS with this page. In the menu “Window”, “Connection Doctor” shows which of them fails.',
    },
    'iphone-no-ssl': {
      means: 'The iPhone tried the usual ports and found nothing there.',
      fix: 'Save, then set ports and SSL as the last steps say.',
    },
    'android-certificate': {
      means: 'The phone does not know the certificate of this office.',
      fix: 'Install the office certificate on the phone, then try again.',
    },
    'not-reached': {
      means: 'The program does not reach this computer.',
      fix: 'Check server and port, that both are in the same network (phones: the office’s Wi-Fi), that Mailroom runs, and the firewall.',
    },
    'scanner-tls': {
      means:
        'The device cannot encrypt as Mailroom demands; old devices know only outdated encryption.',
      fix: 'Say on this page that the device knows no encryption, and use the values that it then shows.',
    },
    'scanner-waits-too-short': {
      means: 'The device sent before it checked mail, or too long after.',
      fix: 'Choose POP before SMTP in the device, with a short waiting time; or better, let it sign in when sending. Then scan again.',
    },
    'scanner-sender': {
      means: 'The provider refuses the sender’s address.',
      fix: 'Set the device’s address to one that the provider knows, usually the office’s own.',
    },
    'scanner-too-big': {
      means: 'The scan is bigger than Mailroom or the provider takes.',
      fix: 'Scan with less resolution, or in black and white.',
    },
    'software-certificate': {
      means: 'The software does not know the certificate of this office.',
      fix: 'Give it the office certificate, or use a server address and encryption that it takes.',
    },
    'new-outlook-unreachable': {
      means: 'The new Outlook looks for the server from the internet and finds nothing.',
      fix: 'Use classic Outlook, Thunderbird or eM Client.',
    },
  },
};

export type SignId = keyof (typeof connectTrouble)['signs'];
