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
  attached: 'This window shows a relay that runs on its own (a service or a terminal).',
  setupOpen: 'The setup is not finished yet.',
  continueWizard: 'Continue the setup',
};
