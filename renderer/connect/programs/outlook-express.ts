/** Outlook Express, Windows Mail, Windows Live Mail: the tab Servers and its box. No "log on first" there. */
import { outlookExpress as l } from '../labels/outlook-express.ts';
import type { Label } from '../model/label.ts';
import { oldTls, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  button,
  buttons,
  empty,
  group,
  indent,
  path,
  pick,
  press,
  row,
  say,
  shown,
  tabs,
  tick,
  type,
  typePassword,
  unpicked,
} from '../model/widgets.ts';
import type { Door } from '../offer/offer.ts';

const auth = ['auth'] as const;

const express: Edition = {
  ...{ id: 'express', ways: auth, abilities: () => oldTls, notes: ['windowsXpTls'] },
  screens: (filling) => [
    open([path([l.tools, l.accounts, l.mail]), say('selectAccountProperties')]),
    ...dialog(filling),
  ],
};

const live: Edition = {
  ...{ id: 'live-mail', ways: auth, abilities: () => oldTls, notes: ['windowsUpToDate'] },
  screens: (filling) => [
    open([say('liveSelectAccount'), path([l.accountsTab, l.properties])]),
    ...dialog(filling),
  ],
};

const open = (widgets: readonly Widget[]): Screen => ({
  ...{ id: 'open', frame: null, title: l.accounts },
  widgets,
});

const dialog = (filling: Filling): readonly Screen[] => [
  servers(filling),
  logon(),
  advanced(filling),
  { id: 'end', frame: null, title: l.ok, widgets: [say('sendReceiveTwice')] },
];

const tabLabels: readonly Label[] = [l.general, l.servers, l.connection, l.security, l.advanced];

const servers = ({ server, user }: Filling): Screen => ({
  ...{ id: 'servers', frame: 'windows-xp', title: l.propertiesOf },
  widgets: [
    tabs(tabLabels, 1, [
      group(l.serverInformation, [
        shown(l.incomingIs, 'POP3', { isShort: true }),
        type(l.incoming, server, { role: 'server', note: 'fetchElsewhere' }),
        type(l.outgoing, server, { role: 'server' }),
      ]),
      group(l.incomingServer, [
        type(l.accountName, user, { role: 'user', note: 'exactName' }),
        typePassword(l.password, { role: 'password', note: 'noSpa' }),
        empty(l.spa),
      ]),
      group(l.outgoingServer, [row([tick(l.needsAuth, { role: 'way' }), press(l.settings)])]),
    ]),
    buttons([button(l.ok), button(l.cancel), button(l.apply)]),
  ],
});

const logon = (): Screen => ({
  ...{ id: 'logon', frame: 'windows-xp', title: l.logonSettings },
  widgets: [
    group(l.logon, [
      pick(l.sameSettings, { note: 'ownLogOn' }),
      unpicked(l.logOnUsing),
      indent([shown(l.accountName, ''), shown(l.password, '')]),
    ]),
    buttons([press(l.ok, { isDefault: true }), button(l.cancel)]),
  ],
});

const advanced = ({ pop, smtp }: Filling): Screen => ({
  ...{ id: 'advanced', frame: 'windows-xp', title: l.propertiesOf },
  widgets: [
    tabs(tabLabels, 4, [
      group(l.portNumbers, [
        type(l.outgoingPort, String(smtp.port), { isShort: true }),
        indent([sslBox(smtp)]),
        type(l.incomingPort, String(pop.port), { isShort: true }),
        indent([sslBox(pop)]),
      ]),
    ]),
    buttons([press(l.ok, { isDefault: true }), button(l.cancel), button(l.apply)]),
  ],
});

const sslBox = ({ tls }: Door): Widget =>
  tls === 'implicit'
    ? tick(l.ssl, { role: 'encryption' })
    : { ...empty(l.ssl), mark: true, role: 'encryption' };

export const outlookExpressProgram: Program = {
  ...{ id: 'outlook-express', group: 'windows', topic: 'outlook-express' },
  editions: [express, live],
  signs: [
    'outlook-recipient-refused',
    'outlook-sender-refused',
    'outlook-pop-password',
    'outlook-not-found',
    'outlook-secure',
    'outlook-timeout',
    'outlook-spa',
    'certificate-asked',
  ],
  canBePlain: true,
};
