/** Classic Outlook for Windows: both styles of dialog, and the way through the Control Panel. */
import { outlook as l } from '../labels/outlook.ts';
import { oldTls, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Screen } from '../model/screen.ts';
import {
  button,
  buttons,
  choose,
  empty,
  group,
  indent,
  path,
  pick,
  press,
  row,
  say,
  tick,
  type,
} from '../model/widgets.ts';
import type { Abilities } from '../offer/offer.ts';
import {
  openSteps,
  outlookDialog,
  encryptionLabels,
  type OutlookDialog,
} from './outlook-dialog.ts';

const both = ['auth', 'pop'] as const;
/** Incoming mail has only a box for SSL; outgoing mail a list. */
const listed: Abilities = { pop: ['implicit', 'none'], smtp: ['implicit', 'starttls', 'none'] };

const newer: OutlookDialog = {
  ...{ frame: 'windows-7', accountTitle: l.changeAccount },
  ...{ hasConnectionTab: false, sendsBySslBox: false },
};
const of2007: OutlookDialog = {
  ...newer,
  accountTitle: l.changeEmailAccount,
  hasConnectionTab: true,
};
const of2003: OutlookDialog = { ...of2007, frame: 'windows-xp', sendsBySslBox: true };

const newAccount = [
  path([l.file, l.addAccount]),
  path([l.advancedOptions, l.manually, l.connect, l.pop], 'outlookNewAccount'),
];

const since2010: Edition = {
  ...{ id: 'outlook-2010', ways: both, abilities: () => listed, newAccount },
  screens: (filling) => [
    openSteps([
      path([l.file, l.info, l.accountSettings, l.accountSettingsMore]),
      say('selectAccountChange'),
    ]),
    ...outlookDialog(newer, filling),
  ],
};

const controlPanel: Edition = {
  ...{ id: 'outlook-control-panel', ways: both, abilities: () => listed },
  notes: ['controlPanelWhy'],
  screens: (filling) => [
    openSteps([
      say('openControlPanel'),
      path([l.controlPanel, l.mailApplet, l.emailAccounts], 'appletMissing'),
      say('selectAccountChange'),
    ]),
    ...outlookDialog(newer, filling),
  ],
};

const in2007: Edition = {
  ...{ id: 'outlook-2007', ways: both, abilities: () => listed },
  notes: ['windowsUpToDate'],
  screens: (filling) => [
    openSteps([path([l.tools, l.accountSettingsMore, l.emailTab]), say('selectAccountChange')]),
    ...outlookDialog(of2007, filling),
  ],
};

const in2003: Edition = {
  ...{ id: 'outlook-2003', ways: both, abilities: () => oldTls },
  notes: ['windowsXpTls'],
  screens: (filling) => [
    openSteps([
      path([l.tools, l.emailAccounts]),
      path([l.viewExisting, l.next]),
      say('selectAccountChange'),
    ]),
    ...outlookDialog(of2003, filling),
  ],
};

const modernWindow: Edition = {
  ...{ id: 'outlook-server-settings', ways: ['auth'], newAccount },
  abilities: () => ({ pop: ['implicit', 'starttls', 'none'], smtp: listed.smtp }),
  notes: ['modernNoPop'],
  screens: (filling) => [
    openSteps([say('outlookChooseAccount'), path([l.file, l.accountSettings, l.serverSettings])]),
    serverSettings(filling),
    {
      ...{ id: 'end', frame: null, title: l.ok },
      widgets: [say('modernUserName'), say('outlookFinishNew'), say('typePasswordThere')],
    },
  ],
};

function serverSettings({ server, pop, smtp }: Filling): Screen {
  const isEncrypted = { role: 'encryption' } as const;
  return {
    ...{ id: 'server-settings', frame: 'windows-11', title: l.popSettings },
    widgets: [
      group(l.incomingMail, [
        row([
          type(l.server, server, { role: 'server' }),
          type(l.port, String(pop.port), { isShort: true }),
        ]),
        choose(l.encryptionMethod, encryptionLabels[pop.tls], isEncrypted),
        empty(l.spa),
      ]),
      group(l.outgoingMail, [
        row([
          type(l.server, server, { role: 'server' }),
          type(l.port, String(smtp.port), { isShort: true }),
        ]),
        choose(l.encryptionMethod, encryptionLabels[smtp.tls], isEncrypted),
        tick(l.needsAuthNew, { role: 'way', note: 'modernNoBox' }),
        indent([pick(l.sameSettingsNew)]),
      ]),
      buttons([press(l.nextNew, { isDefault: true }), button(l.cancel)]),
    ],
  };
}

export const outlookClassic: Program = {
  ...{ id: 'outlook-classic', group: 'windows', topic: 'outlook' },
  editions: [since2010, modernWindow, controlPanel, in2007, in2003],
  signs: [
    'outlook-recipient-refused',
    'outlook-sender-refused',
    'outlook-pop-password',
    'outlook-not-found',
    'outlook-secure',
    'outlook-timeout',
    'outlook-methods',
    'outlook-spa',
    'outlook-starttls',
    'outlook-busy',
    'certificate-asked',
    'first-try-fails',
  ],
  canBePlain: true,
};
