/** The frame of the window: navigation and page names. */
export const shell = {
  navigation: 'Pages',
  pages: {
    overview: 'Overview',
    mail: 'Mail',
    activity: 'Activity',
    people: 'People and devices',
    connect: 'Connect a mail program',
    provider: 'Provider',
    security: 'Network and security',
    diagnostics: 'Diagnostics',
    settings: 'Settings',
    help: 'Help',
    about: 'About',
  },
  attached: 'Mailroom runs on its own here, as a service or in a terminal. This window shows it.',
  setupOpen: 'The setup is not finished yet.',
  continueWizard: 'Continue the setup',
};
