/** Thunderbird: a new account by hand, and an account that exists. It knows no POP before SMTP. */
import { thunderbird as l } from '../labels/thunderbird.ts';
import { same, type Label } from '../model/label.ts';
import { modern, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  button,
  buttons,
  choose,
  empty,
  group,
  path,
  press,
  row,
  say,
  shown,
  side,
  tick,
  type,
} from '../model/widgets.ts';
import type { Door, Tls } from '../offer/offer.ts';

const auth = ['auth'] as const;

const security: Readonly<Record<Tls, Label>> = {
  implicit: l.ssl,
  starttls: l.startTls,
  none: l.none,
};
/** Without encryption it calls the same choice by a name that warns. */
const method = (door: Door): Label => (door.tls === 'none' ? l.insecurePassword : l.normalPassword);

/** It asks about the certificate of an account that exists; while it sets one up it finds no server, and says no more. */
const isUnknown = ({ pop, smtp, isOwnAuthority }: Filling): boolean =>
  isOwnAuthority && (pop.tls !== 'none' || smtp.tls !== 'none');

const added: Edition = {
  ...{ id: 'thunderbird-new', ways: auth, abilities: () => modern, notes: ['providerIncoming'] },
  screens: (filling) => [
    ...(isUnknown(filling) ? trust : []),
    {
      ...{ id: 'open', frame: null, title: l.addAccount },
      widgets: [
        path([l.menu, l.addAccount, l.email], 'thunderbirdOlder'),
        say('thunderbirdNameAddress'),
      ],
    },
    addedIncoming(filling),
    addedOutgoing(filling),
    {
      ...{ id: 'end', frame: null, title: l.continue },
      widgets: [say('typePasswordThere')],
    },
  ],
};

const trust: readonly Screen[] = [
  {
    ...{ id: 'certificate', frame: null, title: l.manageCertificates },
    widgets: [
      say('thunderbirdCertificate'),
      path(
        [l.menu, l.settings, l.privacy, l.manageCertificates, l.authorities, l.import],
        'thunderbirdImport',
      ),
    ],
  },
  {
    ...{ id: 'trust', frame: 'mozilla', title: l.download },
    widgets: [
      tick(l.trustServers, { note: 'thunderbirdTrust' }),
      empty(l.trustPeople),
      buttons([button(l.cancel), press(l.ok, { isDefault: true })]),
    ],
  },
];

const addedIncoming = ({ server, user, pop }: Filling): Screen => ({
  ...{ id: 'added-incoming', frame: 'mozilla', title: l.incoming },
  widgets: [
    row([
      choose(l.protocol, 'POP3', { note: 'popNotImap' }),
      type(l.hostname, server, { role: 'server' }),
    ]),
    ...addedDoor(pop, [
      choose(l.method, l.normalPassword),
      type(l.username, user, { role: 'user', note: 'exactName' }),
    ]),
    buttons([button(l.back), press(l.continue, { isDefault: true })]),
  ],
});

const addedOutgoing = ({ server, user, smtp }: Filling): Screen => ({
  ...{ id: 'added-outgoing', frame: 'mozilla', title: l.outgoing },
  widgets: [
    row([shown(l.protocol, 'SMTP'), type(l.hostname, server, { role: 'server' })]),
    ...addedDoor(smtp, [
      choose(l.method, l.normalPassword, { role: 'way' }),
      type(l.username, user, { role: 'user' }),
    ]),
    buttons([
      press(l.test, { note: 'thunderbirdTest' }),
      button(l.back),
      press(l.continue, { isDefault: true }),
    ]),
  ],
});

const addedDoor = ({ port, tls }: Door, signIn: readonly Widget[]): readonly Widget[] => [
  row([
    type(l.port, String(port), { isShort: true }),
    choose(l.security, security[tls], { role: 'encryption' }),
  ]),
  row(signIn),
];

const changed: Edition = {
  ...{ id: 'thunderbird-change', ways: auth, abilities: () => modern },
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.accountSettings },
      widgets: [path([l.menu, l.accountSettings])],
    },
    incoming(filling),
    outgoing(filling),
    {
      ...{ id: 'end', frame: null, title: l.ok },
      widgets: [
        say('thunderbirdIdentity'),
        say('typePasswordThere'),
        ...(isUnknown(filling) ? [say('thunderbirdException')] : []),
      ],
    },
  ],
};

const incoming = ({ server, user, pop, address }: Filling): Screen => ({
  ...{ id: 'incoming', frame: 'mozilla', title: l.accountSettings },
  widgets: [
    side([same(address), l.serverSettings, l.copies, l.composition, l.outgoingEntry], 1, [
      shown(l.serverType, 'POP', { isShort: true }),
      row([
        type(l.serverName, server, { role: 'server', note: 'fetchElsewhere' }),
        type(l.port, String(pop.port), { isShort: true }),
      ]),
      type(l.userName, user, { role: 'user' }),
      group(l.securitySettings, [
        choose(l.security, security[pop.tls], { role: 'encryption' }),
        choose(l.method, method(pop)),
      ]),
    ]),
  ],
});

const outgoing = ({ server, user, smtp, address }: Filling): Screen => ({
  ...{ id: 'outgoing', frame: 'mozilla', title: l.smtpServer },
  widgets: [
    side([same(address), l.serverSettings, l.copies, l.composition, l.outgoingEntry], 4, [
      press(l.edit, { note: 'thunderbirdShared' }),
      group(l.settings, [
        shown(l.description, 'Mailroom'),
        type(l.serverName, server, { role: 'server' }),
        type(l.port, String(smtp.port), { isShort: true }),
      ]),
      group(l.securityGroup, [
        choose(l.security, security[smtp.tls], { role: 'encryption' }),
        choose(l.method, method(smtp), { role: 'way' }),
        type(l.userName, user, { role: 'user', note: 'exactName' }),
      ]),
      buttons([press(l.ok, { isDefault: true }), button(l.cancel)]),
    ]),
  ],
});

export const thunderbirdProgram: Program = {
  ...{ id: 'thunderbird', group: 'windows', topic: 'thunderbird' },
  editions: [added, changed],
  signs: [
    'relaying-denied',
    'thunderbird-login',
    'thunderbird-nothing-found',
    'thunderbird-untrusted',
    'thunderbird-method',
    'thunderbird-starttls',
    'not-reached',
  ],
  canBePlain: true,
};
