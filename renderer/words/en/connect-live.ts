/** The live line: what this person’s program did, and what to change. `steps` is for example "steps 5 and 9". */
export const connectLive = {
  title: (person: string) => `What ${person}’s program does`,
  waiting: 'Waiting for the program. Let it check mail and send a message.',
  waitingToSend: 'Waiting for the first message. Let it send one.',
  lastSeen: (when: string, address: string) => `Signed in last: ${when}, from ${address}.`,
  goals: {
    checked: 'Checked mail',
    'signed-in': 'Signed in for sending',
    accepted: 'Message accepted',
    delivered: 'Message delivered',
  },
  notYet: 'not yet',
  news: {
    checked: (address: string) => `It signed in from ${address} and checked mail.`,
    'signed-in': (address: string) => `It signed in from ${address} for sending.`,
    accepted: 'Mailroom took a message from it.',
    delivered: 'The message was delivered. Everything works.',
  },
  step: (number: string) => `step ${number}`,
  steps: (numbers: string, last: string) => `steps ${numbers} and ${last}`,
  maybe: (address: string, person: string) =>
    `This came from ${address}. If that is not ${person}’s program, ignore it.`,
  times: (count: number) => `${count} times in a row`,
  look: (steps: string) => `See ${steps}.`,
  troubles: {
    'wrong-password': {
      title: 'Wrong password',
      pop3: 'The program tried to check mail with a wrong password. Type the password for Mailroom again, for incoming mail.',
      smtp: 'The program tried to sign in for sending with a wrong password. Type the password for Mailroom again, for outgoing mail.',
    },
    'switched-off': {
      title: 'Switched off',
      text: 'This name is switched off and cannot sign in, whatever the password. Switch it on again under “People and devices”.',
    },
    'unknown-name': {
      title: 'Unknown name',
      text: (name: string) =>
        `The program signed in with a name that nobody has. The user name must be exactly: ${name}`,
    },
    'no-encryption': {
      title: 'No encryption',
      text: 'The program wanted to send its password without encryption, which is not allowed from there. Choose the encryption and port of this page.',
    },
    'wrong-encryption': {
      title: 'The encryption does not fit the port',
      text: 'Some ports encrypt from the beginning and some do not, and the program is set to the other kind. Choose the encryption and port of this page.',
    },
    'old-encryption': {
      title: 'The encryption is too old',
      text: 'The program knows only outdated encryption, which Mailroom does not take. Update the program or its system; where that is not possible, tick “The program knows no encryption” beside the steps.',
    },
    'certificate-refused': {
      title: 'The certificate is not trusted',
      text: 'The program broke off while it began to encrypt, most likely because it does not know the certificate of this office. Accept it in the program, or install the office certificate on that computer.',
    },
    'no-window': {
      title: 'Relaying denied',
      auth: 'The program sent without signing in. Switch on signing in when sending.',
      pop: 'The program sent before it checked mail. Let it check mail, then send again.',
    },
    'window-ended': {
      title: 'Relaying denied',
      auth: 'The program sent without signing in. Switch on signing in when sending.',
      pop: 'The time that the last mail check gave is over. Let it check mail, then send again.',
    },
    'checked-now-send': {
      title: 'Mail was checked',
      text: 'Now send again: it is allowed for some minutes. Signing in when sending makes this needless.',
    },
    'wrong-sign-in-at-sending': {
      title: 'The sign-in for sending failed',
      text: 'Name or password for outgoing mail are wrong, so the message was refused. Type both again.',
    },
    'not-their-sender': {
      title: 'The sender’s address is refused',
      text: 'The address in the program is not this person’s. Correct it there, or add it to the person as a further address.',
    },
    refused: { title: 'Refused', text: 'Mailroom refused the message.' },
    blocked: {
      title: 'Blocked for a while',
      text: 'Too many wrong sign-ins. Correct name and password in the program first, then lift the block, or wait.',
      lifted: 'The block is over. Let the program try again.',
    },
    waits: {
      title: 'Accepted, but it waits',
      text: 'The program did everything right. The provider has not taken the message yet; Mailroom tries again.',
    },
    returned: {
      title: 'Accepted, but returned',
      text: 'The program did everything right. The provider refused the message.',
    },
  },
  unblock: 'Unblock',
  showMail: 'Show the mail',
  showPerson: (person: string) => `Show ${person}`,
};
