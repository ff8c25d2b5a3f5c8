/** Thunderbird: a new account by hand, and an account that exists. It knows no POP before SMTP. */
import { thunderbird as l } from '../labels/thunderbird.ts';
import { same, type Label } from '../model/label.ts';
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
  side,
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

const added: Edition = {
  ...{ id: 'thunderbird-new', ways: auth, abilities: () => modern },
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.accountHub },
      widgets: [path([l.menu, l.newAccount, l.email]), say('thunderbirdNameAddress')],
    },
    manual(filling),
    {
      ...{ id: 'end', frame: null, title: l.continue },
      widgets: [say('thunderbirdWarning'), say('typePasswordThere')],
    },
  ],
};

const manual = ({ server, user, pop, smtp }: Filling): Screen => ({
  ...{ id: 'manual', frame: 'mozilla', title: l.accountHub },
  widgets: [
    {
      kind: 'columns',
      columns: [
        serverForm(l.incoming, { server, user, door: pop }, true),
        serverForm(l.outgoing, { server, user, door: smtp }, false),
      ],
    },
    buttons([button(l.cancel), button(l.retest), press(l.continue, { isDefault: true })]),
  ],
});

interface FormFilling {
  readonly server: string;
  readonly user: string;
  readonly door: Door;
}

function serverForm(title: Label, f: FormFilling, isIncoming: boolean): readonly Widget[] {
  return [
    group(title, [
      isIncoming
        ? choose(l.protocol, 'POP3', { note: 'popNotImap' })
        : shown(l.protocol, 'SMTP', { isShort: true }),
      type(l.hostname, f.server, { role: 'server' }),
      type(l.port, String(f.door.port), { isShort: true }),
      choose(l.security, security[f.door.tls], { role: 'encryption' }),
      choose(l.method, method(f.door), isIncoming ? {} : { role: 'way' }),
      type(l.username, f.user, { role: 'user', ...(isIncoming ? { note: 'exactName' } : {}) }),
    ]),
  ];
}

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
      widgets: [say('thunderbirdIdentity'), say('typePasswordThere')],
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
    'sign-in-refused',
    'thunderbird-method',
    'thunderbird-starttls',
    'certificate-asked',
    'not-reached',
  ],
  canBePlain: true,
};
