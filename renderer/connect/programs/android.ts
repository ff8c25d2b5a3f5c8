/** Android: the Gmail app, and Thunderbird (K-9). Both sign in when sending. */
import { gmail as g, thunderbirdAndroid as l } from '../labels/android.ts';
import { maybe, same, type Label } from '../model/label.ts';
import { modern, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  buttons,
  choose,
  path,
  press,
  say,
  switchOn,
  type,
  typePassword,
} from '../model/widgets.ts';
import type { Door, Tls } from '../offer/offer.ts';

const auth = ['auth'] as const;

const gmailSecurity: Readonly<Record<Tls, Label>> = {
  implicit: maybe('SSL/TLS', 'SSL/TLS'),
  starttls: maybe('STARTTLS', 'STARTTLS'),
  none: maybe('None', 'Keine'),
};

const gmailEdition: Edition = {
  ...{ id: 'gmail-android', ways: auth, abilities: () => modern },
  notes: ['providerIncoming', 'androidCertificate'],
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: g.addAccount },
      widgets: [
        path([g.menu, g.settings, g.addAccount, g.other]),
        say('phoneAddress'),
        path([g.personalPop]),
      ],
    },
    gmailIncoming(filling),
    gmailOutgoing(filling),
  ],
};

const gmailIncoming = ({ server, user, pop }: Filling): Screen => ({
  ...{ id: 'incoming', frame: 'android', title: g.incomingSettings },
  widgets: [
    type(g.username, user, { role: 'user', note: 'exactName' }),
    typePassword(g.password, { role: 'password' }),
    type(g.server, server, { role: 'server' }),
    ...gmailDoor(pop),
    buttons([press(g.next, { isDefault: true, note: 'gmailPortsLater' })]),
  ],
});

const gmailOutgoing = ({ server, user, smtp }: Filling): Screen => ({
  ...{ id: 'outgoing', frame: 'android', title: g.outgoingSettings },
  widgets: [
    switchOn(g.requireSignIn, { role: 'way' }),
    type(g.username, user, { role: 'user' }),
    typePassword(g.password, { role: 'password' }),
    type(g.smtpServer, server, { role: 'server' }),
    ...gmailDoor(smtp),
    buttons([press(g.next, { isDefault: true })]),
  ],
});

const gmailDoor = ({ port, tls }: Door): readonly Widget[] => [
  type(g.port, String(port), { isShort: true }),
  choose(g.security, gmailSecurity[tls], { role: 'encryption' }),
];

export const gmailAndroid: Program = {
  ...{ id: 'gmail-android', group: 'phone', topic: 'android' },
  editions: [gmailEdition],
  signs: ['relaying-denied', 'sign-in-refused', 'android-certificate', 'not-reached'],
  canBePlain: false,
};

const security: Readonly<Record<Tls, Label>> = {
  implicit: l.ssl,
  starttls: l.startTls,
  none: l.none,
};

const thunderbirdEdition: Edition = {
  ...{ id: 'thunderbird-android', ways: auth, abilities: () => modern },
  notes: ['providerIncoming', 'androidCertificate'],
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.addAccount },
      widgets: [say('androidAddAccount'), path([l.editConfiguration], 'androidManual')],
    },
    screen('incoming', l.incomingTitle, form(filling, filling.pop, 'POP3')),
    screen('outgoing', l.outgoingTitle, form(filling, filling.smtp, null)),
  ],
};

const screen = (id: string, title: Label, widgets: readonly Widget[]): Screen => ({
  ...{ id, frame: 'android', title },
  widgets: [...widgets, buttons([press(l.next, { isDefault: true })])],
});

function form({ server, user }: Filling, door: Door, protocol: string | null): readonly Widget[] {
  return [
    ...(protocol === null
      ? []
      : [choose(l.protocol, same(protocol), { note: 'popNotImap' as const })]),
    type(l.server, server, { role: 'server' }),
    choose(l.security, security[door.tls], { role: 'encryption' }),
    type(l.port, String(door.port), { isShort: true }),
    choose(l.authentication, l.normalPassword, protocol === null ? { role: 'way' } : {}),
    type(l.username, user, { role: 'user' }),
    typePassword(l.password, { role: 'password' }),
  ];
}

export const thunderbirdAndroidProgram: Program = {
  ...{ id: 'thunderbird-android', group: 'phone', topic: 'android' },
  editions: [thunderbirdEdition],
  signs: ['relaying-denied', 'sign-in-refused', 'android-certificate', 'not-reached'],
  canBePlain: false,
};
