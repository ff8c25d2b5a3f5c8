/** Connect a mail program: picker, page, values, and what stands in the way. */
export const connectPage = {
  lead: 'Choose who it is for and the program. The page shows each step with the values of this office.',
  person: 'For',
  noPeople: 'There is nobody yet whom a program could sign in as.',
  addPeople: 'Add a person or a device',
  unknownPerson: (name: string) => `There is nobody called ${name} here any more.`,
  disabledPerson: (name: string) => `${name} is switched off and cannot sign in.`,
  otherProgram: 'All programs',
  pageTitle: (program: string, person: string) => `${program} for ${person}`,
  version: 'Which one?',
  steps: 'Steps',
  noAccountYet: 'The program has no account for this address yet',
  thenChange: 'Then go on with the steps.',
  labels: 'Words in the picture',
  english: 'English',
  german: 'German',
  maybe: 'may be called otherwise',
  maybeLegend: 'It may be called otherwise in your version.',
  picture: (title: string) => `Drawing: ${title}.`,
  pictureMarks: (marks: string) => `Marked: ${marks}.`,
  pictureState: {
    ticked: 'ticked',
    empty: 'without a tick',
    chosen: 'chosen',
    on: 'on',
    off: 'off',
    secret: 'the password',
  },
  ways: {
    legend: 'How does it prove who is sending?',
    auth: 'Signs in when sending',
    authHint: 'Recommended: it works at any time, from anywhere that reaches this PC.',
    pop: 'Checks mail first (POP before SMTP)',
    popHint: (time: string) =>
      `For programs and devices that cannot sign in when sending. After each mail check it may send for ${time} from the same address.`,
    onlyAuth: 'It signs in when sending: that is the best way.',
    byHand:
      'It cannot check mail by itself before it sends; by hand it works: check mail, wait until it is done, then send.',
    elsewhere: 'For POP before SMTP take the way through the Control Panel.',
    plain: 'The program knows no encryption',
    plainHint:
      'Only for old programs and devices. Others in the office network can read the password.',
  },
  values: {
    title: 'Values',
    server: 'Server',
    serverPick: 'Address to type',
    kinds: {
      address: (server: string) => server,
      name: (server: string) => `${server} (name of this PC)`,
      'this-pc': (server: string) => `${server} (the program runs on this PC)`,
      virtual: (server: string) => `${server} (VPN or virtual network)`,
    },
    onlyHere:
      'Only programs on this PC reach Mailroom at this address, no other computer or device.',
    notNamed:
      'The certificate does not name this address, so programs will warn. Take another address if you can.',
    incoming: 'Incoming mail (POP3)',
    outgoing: 'Outgoing mail (SMTP)',
    port: 'Port',
    encryption: 'Encryption',
    tls: { implicit: 'SSL/TLS', starttls: 'STARTTLS', none: 'none' },
    user: 'User name',
    password: 'Password',
    passwordHint: (name: string) => `The one that ${name} has for Mailroom. It is not shown here.`,
    newPassword: 'New password',
    way: 'Signing in',
    wayAuth: 'when sending',
    wayPop: 'checks mail first, then sends',
    copyAll: 'all values',
    unencrypted:
      'Without encryption, others in the office network can read this password. Use it where nothing else works.',
  },
  obstacles: {
    title: 'Something must be switched on first',
    'plain-forbidden':
      'This way needs sign-in without encryption, and Mailroom does not allow that from the office network.',
    'plain-forbidden-fix':
      'Under “Network and security”, let programs in this office sign in without encryption; or choose a way with encryption.',
    'no-certificate': 'No certificate is in force, so no connection can be encrypted.',
    'no-certificate-fix': 'Make or choose a certificate under “Network and security”.',
    closed: (port: number, what: string) => `Port ${port} (${what}) is not open.`,
    'closed-fix': 'Switch it on, or choose another port, under “Network and security”.',
    elsewhere: (port: number, what: string, host: string) =>
      `Port ${port} (${what}) is reached at ${host} alone.`,
    'elsewhere-fix':
      'Choose that address among the values, or open the port for other computers under “Network and security”.',
    'pop-before-smtp-off': 'POP before SMTP is switched off in this office.',
    'pop-before-smtp-off-fix':
      'Let the program sign in when sending, or switch it on under “Network and security”.',
    toSecurity: 'Network and security',
  },
  unfit: 'This program does not fit',
  instead: 'Use one of these',
  files: {
    title: 'Set it up with a file',
    apple:
      'A profile with all values, for iPhone, iPad and Mac. Send it to the device, open it there, and install it in the settings. It holds no password; the device asks for it. That it is not signed is right.',
    appleTrust:
      'It brings the office certificate with it. On iPhone and iPad switch the trust on afterwards: Settings, General, About, Certificate Trust Settings.',
    saveApple: 'Save the profile…',
    profileTitle: (person: string) => `Mailroom: ${person}`,
    profileDescription: 'Mail account of this office.',
    certificateTitle: 'The office certificate',
    certificate: 'Save the office certificate…',
    certificateHint:
      'Install the office certificate on the PC or phone, and programs do not ask whether they should trust Mailroom.',
  },
};
