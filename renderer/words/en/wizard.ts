/** The first wizard. */
export const wizard = {
  title: 'Set up Mailroom',
  step: (current: number, count: number) => `Step ${current} of ${count}`,
  steps: {
    welcome: 'Welcome',
    provider: 'Your provider',
    'sign-in': 'Sign-in',
    'who-may-send': 'Who may send',
    network: 'This computer',
    people: 'People and devices',
    encryption: 'Encryption',
    start: 'Start',
    connect: 'Mail program',
    live: 'Live check',
  },
  leave: 'Continue later',
  finish: 'Finish',
  welcome: {
    title: 'Welcome to Mailroom',
    lead: 'Mail programs, scanners and office software hand their outgoing mail to this computer. Mailroom checks who they are, keeps the mail safe, and forwards it through your provider.',
    cardProvider: 'Connect your provider',
    cardProviderText:
      'You need the e-mail address and the password of the account that sends the office’s mail.',
    cardPrograms: 'Connect your mail programs',
    cardProgramsText:
      'You get the exact values to type for Outlook, Thunderbird, phones, and scanners.',
    how: 'How do you want to begin?',
    real: 'Set up with my provider',
    realHint: 'Takes about ten minutes. You can stop and go on at any time.',
    practice: 'Try it with the practice provider',
    practiceHint: 'Mail is kept on this computer and nothing leaves it. Change it later.',
    restore: 'Restore a backup',
    restoreHint: 'Takes settings and people from another computer’s backup file.',
  },
  provider: {
    title: 'Your provider',
    lead: 'Type the e-mail address that the office sends from. Mailroom looks up the rest.',
    practice: 'The practice provider is chosen. Nothing to fill in.',
  },
  signIn: {
    title: 'Sign in to your provider',
    lead: 'Mailroom signs in once as a test, and sends a mail to yourself if you like.',
    noServer: 'No provider is chosen yet. Go back and choose one, or skip this page.',
    practice: 'The practice provider needs no sign-in. Test it all the same, if you like.',
    needUser:
      'Type the user name: this provider wants a sign-in. If yours is set up to take mail without one, choose Next once more.',
    needPassword: 'Type the password, or skip this page.',
  },
  who: {
    title: 'Who may send?',
    lead: 'Nobody may send before you allow it. Everybody else hears “Relaying denied”.',
    smtp: 'Sign-in when sending (recommended)',
    smtpHint:
      'In Outlook: “My server requires authentication”. Works at any time, from anywhere that reaches this computer. Always on.',
    pop: 'Check mail first, then send (POP before SMTP)',
    popHint: (time: string) =>
      `For programs that cannot sign in when sending: whoever has checked mail may send from that computer for ${time}.`,
    devices: 'Devices that can do neither',
    devicesHint:
      'Some scanners and machines. They are known by their fixed network address; what they may do is changed under Network and security.',
    deviceAddress: 'Address of the device',
    deviceAddressHint: 'For example 192.168.1.20; give the device a fixed address in your router.',
    addDevice: 'Trust this device',
  },
  network: {
    title: 'This computer in your network',
    lead: 'This is what mail programs and devices type to reach this computer.',
    unencryptedTitle: 'Old programs',
  },
  people: {
    title: 'People and devices',
    lead: 'Everybody gets a name and a password for Mailroom. It is not the provider’s password.',
    none: 'Nobody yet. Add the first person or device.',
    list: 'Added',
    later: 'You can add more at any time under People and devices.',
  },
  encryption: {
    title: 'Encryption',
    lead: 'With a certificate for this computer, passwords and mail are encrypted in the office network. Mailroom makes one by itself.',
    why: 'Mail programs ask whether they should trust it, and some refuse. Install the office certificate on each computer and phone, and they take it without asking.',
  },
  start: {
    title: 'Start with the computer',
    lead: 'Mail is forwarded only while Mailroom runs. It stays in the tray and needs no window.',
    recommended: 'Recommended.',
  },
  connect: {
    title: 'Connect a mail program',
    lead: 'Choose a person and a program; the page shows each step with the values to type.',
    open: 'Show the steps',
    person: 'For',
    values: 'The values in short',
  },
  live: {
    title: 'Live check',
    lead: 'Let the mail program check mail and send a message. Mailroom watches and ticks off what really happens.',
    signedIn: 'A mail program has signed in',
    accepted: 'A message was accepted',
    delivered: 'The message was forwarded to the provider',
    stayed:
      'A message went into a mailbox here, without the provider. Send one to an address outside the office.',
    trouble: 'Last',
    remedies: {
      'sign-in':
        'Type name and password again in the mail program; the password is the one of Mailroom, not the provider’s.',
      blocked: 'Wait, or let it in again under Network and security.',
      refused:
        'Switch on in the mail program that it signs in when sending, or let it check mail first and then send.',
      provider: 'The message is safe here. The page Provider says what is wrong.',
      returned: 'Mailroom told its sender. The list of returned mail says why.',
    },
    signInOnly: 'Switch on in the mail program that it signs in when sending.',
    mend: {
      'sign-in': 'Show the steps',
      blocked: 'Open Network and security',
      refused: 'Show the steps',
      provider: 'Open Provider',
      returned: 'Show returned mail',
    },
    done: 'Everything works. Mailroom keeps running in the tray.',
    donePractice:
      'Everything works. Mail goes to the practice provider only: nothing leaves this computer until you set up your own.',
  },
};
