/** Outlook for Mac: ports and SSL in the account, the sign-in for sending under More Options. */
import { outlookMac as l } from '../labels/outlook-mac.ts';
import { same } from '../model/label.ts';
import { oldTls, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  button,
  buttons,
  choose,
  path,
  press,
  row,
  say,
  shown,
  side,
  tick,
  type,
  typePassword,
  untick,
} from '../model/widgets.ts';
import type { Door } from '../offer/offer.ts';

const only: Edition = {
  ...{ id: 'outlook-mac', ways: ['auth'], abilities: () => oldTls, notes: ['onlyOutgoing'] },
  newAccount: [path([l.tools, l.accounts, l.add, l.newAccount, l.imapPop], 'macOutlookNew')],
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.accounts },
      widgets: [path([l.tools, l.accounts], 'macOutlookOpen')],
    },
    account(filling),
    more(),
    { ...{ id: 'end', frame: null, title: l.ok }, widgets: [say('macCertificate')] },
  ],
};

const account = ({ server, user, address, pop, smtp }: Filling): Screen => ({
  ...{ id: 'account', frame: 'mac', title: l.accounts },
  widgets: [
    side(
      [same(address)],
      0,
      [
        shown(l.description, 'Mailroom'),
        row([
          type(l.userName, user, { role: 'user', note: 'exactName' }),
          typePassword(l.password, { role: 'password' }),
        ]),
        type(l.incoming, server, { role: 'server' }),
        ...door(pop),
        type(l.outgoing, server, { role: 'server' }),
        ...door(smtp),
        press(l.moreOptions),
      ],
      false,
    ),
  ],
});

/** Until the first box is ticked nothing can be typed as port. */
const door = ({ port, tls }: Door): readonly Widget[] => [
  row([tick(l.override), type(l.port, String(port), { isShort: true })]),
  tls === 'none'
    ? untick(l.useSsl, { role: 'encryption' })
    : tick(l.useSsl, { role: 'encryption' }),
];

const more = (): Screen => ({
  ...{ id: 'more', frame: 'mac', title: l.moreOptions },
  widgets: [
    choose(l.authentication, l.incomingInfo, { role: 'way', note: 'macOutlookAuth' }),
    shown(l.unqualified, ''),
    buttons([button(l.cancel), press(l.ok, { isDefault: true })]),
  ],
});

export const outlookMacProgram: Program = {
  ...{ id: 'outlook-mac', group: 'mac', topic: 'outlook-mac' },
  editions: [only],
  signs: ['relaying-denied', 'sign-in-refused', 'certificate-asked', 'not-reached'],
  canBePlain: true,
};
