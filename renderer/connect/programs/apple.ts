/** Apple Mail on the Mac, and Mail on iPhone and iPad. Both sign in when sending. */
import { apple as l } from '../labels/apple.ts';
import { germanMaybe, maybe, same } from '../model/label.ts';
import { modern, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  button,
  buttons,
  choose,
  group,
  path,
  press,
  row,
  say,
  shown,
  switchOff,
  switchOn,
  tabs,
  tick,
  type,
  typePassword,
  untick,
} from '../model/widgets.ts';
import type { NoteId } from '../../words/en/connect-notes.ts';
import type { Abilities, Door } from '../offer/offer.ts';

const auth = ['auth'] as const;
const passwordChoice = germanMaybe('Password', 'Passwort');

const mac: Edition = {
  ...{ id: 'apple-mail', ways: auth, abilities: () => modern, notes: ['onlyOutgoing'] },
  newAccount: [path([l.mail, l.addAccount, l.otherMail], 'macNewAccount')],
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.settings },
      widgets: [path([l.mail, l.settings, l.accounts], 'macPreferences'), say('macChooseAccount')],
    },
    serverSettings(filling),
    { ...{ id: 'end', frame: null, title: l.save }, widgets: [say('macCertificate')] },
  ],
};

const serverSettings = (f: Filling): Screen => ({
  ...{ id: 'server-settings', frame: 'mac', title: l.accounts },
  widgets: [
    tabs([l.accountInformation, l.mailboxBehaviors, l.serverSettings], 2, [
      group(l.incoming, serverRows(f, f.pop)),
      group(l.outgoing, [
        shown(l.account, 'Mailroom'),
        ...serverRows(f, f.smtp, 'macSharedServer').map((widget) =>
          widget.kind === 'select' ? { ...widget, role: 'way' as const } : widget,
        ),
      ]),
    ]),
    buttons([press(l.save, { isDefault: true })]),
  ],
});

/** The four lines that both servers have. */
function serverRows({ server, user }: Filling, door: Door, note?: NoteId): readonly Widget[] {
  return [
    type(l.userName, user, { role: 'user', ...(note === undefined ? {} : { note }) }),
    typePassword(l.password, { role: 'password' }),
    type(l.hostName, server, { role: 'server' }),
    untick(l.automatically),
    row([type(l.port, String(door.port), { isShort: true }), tlsBox(door)]),
    choose(l.authentication, passwordChoice),
    ...(door.tls === 'none' ? [tick(l.insecure)] : []),
  ];
}

const tlsBox = ({ tls }: Door): Widget =>
  tls === 'none'
    ? untick(l.useTls, { role: 'encryption' })
    : tick(l.useTls, { role: 'encryption' });

export const appleMail: Program = {
  ...{ id: 'apple-mail', group: 'mac', topic: 'apple-mail' },
  editions: [mac],
  signs: [
    'relaying-denied',
    'sign-in-refused',
    'apple-no-connection',
    'certificate-asked',
    'not-reached',
  ],
  canBePlain: false,
};

/** Without asking twice it tries TLS first; ports can be changed afterwards. */
const phoneTls: Abilities = { pop: ['implicit'], smtp: ['implicit', 'starttls'] };

const phone: Edition = {
  ...{ id: 'iphone', ways: auth, abilities: () => phoneTls, notes: ['providerIncoming'] },
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.phoneSettings },
      widgets: [
        path([l.phoneSettings, l.apps, l.mail, l.mailAccounts], 'iphoneOlder'),
        path([l.addPhoneAccount, l.other, l.addMailAccount]),
        say('phoneNameAddress'),
      ],
    },
    account(filling),
    {
      ...{ id: 'later', frame: null, title: l.primary },
      widgets: [say('iphoneWaits'), path([l.mailAccounts, l.smtp, l.primary], 'iphoneLater')],
    },
    primary(filling),
    {
      ...{ id: 'later-incoming', frame: null, title: l.advanced },
      widgets: [path([l.mailAccounts, l.account, l.advanced], 'iphoneIncomingToo')],
    },
    incoming(filling),
  ],
};

const account = ({ server, user, address }: Filling): Screen => ({
  ...{ id: 'account', frame: 'iphone', title: l.newAccount },
  widgets: [
    tabs([l.imap, l.pop], 1, [
      group(same(address), []),
      group(l.incomingPhone, phoneRows(server, user)),
      group(l.outgoingPhone, [
        ...phoneRows(server, user).slice(0, 1),
        type(l.phoneUser, user, { role: 'way', note: 'notOptional' }),
        typePassword(l.password, { role: 'password' }),
      ]),
    ]),
  ],
});

const phoneRows = (server: string, user: string): readonly Widget[] => [
  type(l.hostName, server, { role: 'server' }),
  type(l.phoneUser, user, { role: 'user', note: 'exactName' }),
  typePassword(l.password, { role: 'password' }),
];

const primary = ({ server, user, smtp }: Filling): Screen => ({
  ...{ id: 'primary', frame: 'iphone', title: l.primary },
  widgets: [
    group(l.outgoingPhone, [
      shown(l.hostName, server),
      shown(l.phoneUser, user),
      smtp.tls === 'none' ? switchOff(l.useSsl) : switchOn(l.useSsl, { role: 'encryption' }),
      choose(l.phoneAuthentication, passwordChoice),
      type(l.serverPort, String(smtp.port), { isShort: true }),
    ]),
    buttons([button(maybe('Done', 'Fertig'))]),
  ],
});

const incoming = ({ pop }: Filling): Screen => ({
  ...{ id: 'incoming', frame: 'iphone', title: l.advanced },
  widgets: [
    group(l.incomingPhone, [
      switchOn(l.useSsl, { role: 'encryption' }),
      choose(l.phoneAuthentication, passwordChoice),
      type(l.serverPort, String(pop.port), { isShort: true }),
    ]),
  ],
});

export const iphone: Program = {
  ...{ id: 'iphone', group: 'phone', topic: 'apple-mail' },
  editions: [phone],
  signs: [
    'relaying-denied',
    'iphone-no-ssl',
    'sign-in-refused',
    'not-reached',
    'certificate-asked',
  ],
  canBePlain: false,
};
