/** Settings. */
export const settings = {
  lead: 'How Mailroom behaves on this computer, and how long things take.',
  start: {
    title: 'This computer',
    atSignIn: 'Start Mailroom when I sign in to this computer',
    atSignInHint: 'It starts without a window and stays beside the clock.',
    cannot:
      'This system does not let Mailroom switch it. Add it to the programs that start with the computer.',
    awake: 'Keep the computer awake while Mailroom runs',
    awakeHint: 'A sleeping computer takes no mail. The screen may still switch off.',
  },
  notices: {
    title: 'Notices',
    lead: 'The system shows a notice once when trouble begins. The window and the icon beside the clock show it in any case.',
    kinds: {
      route: 'Mail waits because the provider does not take it',
      listener: 'A part of Mailroom does not run, for example a port is taken',
      blocked: 'Somebody is shut out after wrong passwords',
      bounced: 'A message was returned to its sender',
      disk: 'The disk is nearly full, or a file is damaged or cannot be written',
      certificate: 'The certificate expires soon or is not valid',
    },
  },
  looks: {
    title: 'Appearance',
    theme: 'Colours',
    themes: { system: 'As the system has it', light: 'Light', dark: 'Dark' },
    language: 'Language',
    languages: { system: 'As the system has it', en: 'English', de: 'Deutsch' },
  },
  window: {
    title: 'Sending after checking mail',
    lead: 'Whoever has checked mail may send from that address without signing in (POP before SMTP).',
    length: 'For how long',
    lengthHint:
      'Usually 15. A shorter time also cuts what is open right now; a longer one counts from the next time mail is checked.',
    unit: 'minutes',
    off: 'POP before SMTP is switched off under Network and security.',
  },
  office: {
    title: 'Your office',
    lead: 'Mail from here to addresses of these domains stays here and does not go to the provider.',
    domains: 'Domains of the office',
    domainsHint:
      'What stands behind the @ in the addresses of your people, one a line, for example myclient.com. Leave it empty when their mail is fetched at the provider.',
    postmaster: 'Who gets mail for postmaster',
    postmasterFirst: 'The first person that was added',
    language: 'Language of Mailroom’s reports',
    languageHint: 'They tell senders of mail that could not be delivered, or is late.',
  },
  queue: {
    title: 'When mail cannot go out',
    lead: 'It is tried again and again. Then its sender is told, and in the end it is returned.',
    delayNoticeHours: 'Tell the sender after',
    giveUpHours: 'Give up and return it after',
    hours: 'hours',
    retry: 'Minutes between the tries',
    retryHint:
      'One after the other; the last one is repeated. Usually 1, 2, 5, 10, 20, 40, 60, 120, 240.',
    defaults: 'Fill in the usual values',
  },
  journal: {
    title: 'Journal',
    lead: 'Keeps what happened: who signed in from where, and what became of each message. Never a password and never mail.',
    keep: 'Keep it for',
    unit: 'days',
  },
  backup: {
    title: 'Backup',
    lead: 'Settings, people with their passwords, the office certificate and the provider’s password in one file. No mail. For another computer, or in case this one breaks.',
    saveTitle: 'Save',
    restoreTitle: 'Restore',
  },
  setup: {
    title: 'Setup',
    lead: 'The steps of the first start, with what is set now.',
    again: 'Go through the setup again',
  },
  quit: {
    title: 'Quit',
    lead: 'Closing the window keeps mail flowing. Quit ends Mailroom itself.',
    attached:
      'Closes this window and takes away the icon beside the clock. Mailroom itself runs on.',
    attachedAction: 'Close window and icon',
    action: 'Quit Mailroom…',
    question: 'Quit Mailroom?',
    loses:
      'Until it is started again, mail programs and devices can neither send nor fetch mail here.',
    waits: (messages: string) => `Until then mail on its way waits on the disk: ${messages}.`,
    confirm: 'Quit',
  },
};
