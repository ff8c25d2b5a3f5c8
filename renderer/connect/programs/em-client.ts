/** eM Client: the tabs POP3 and SMTP of an account. It signs in when sending. */
import { emClient as l } from '../labels/em-client.ts';
import { modern, type Edition, type Filling, type Program } from '../model/program.ts';
import type { Label } from '../model/label.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  button,
  buttons,
  choose,
  group,
  path,
  pick,
  press,
  say,
  tabs,
  type,
  typePassword,
} from '../model/widgets.ts';
import type { Door, Tls } from '../offer/offer.ts';

const security: Readonly<Record<Tls, Label>> = {
  implicit: l.implicit,
  starttls: l.startTls,
  none: l.none,
};
const tabLabels: readonly Label[] = [l.general, l.pop3, l.smtp];

const only: Edition = {
  ...{ id: 'em-client', ways: ['auth'], abilities: () => modern, notes: ['onlyOutgoing'] },
  newAccount: [path([l.menu, l.accounts, l.addAccount], 'emClientNew')],
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.accounts },
      widgets: [path([l.menu, l.accounts]), say('chooseAccount')],
    },
    general(filling),
    serverTab(1, filling, filling.pop),
    serverTab(2, filling, filling.smtp),
  ],
};

const general = ({ user }: Filling): Screen => ({
  ...{ id: 'general', frame: 'windows-11', title: l.accounts },
  widgets: [
    tabs(tabLabels, 0, [
      type(l.userName, user, { role: 'user', note: 'exactName' }),
      typePassword(l.password, { role: 'password' }),
    ]),
  ],
});

function serverTab(tab: 1 | 2, { server }: Filling, door: Door): Screen {
  const isOutgoing = tab === 2;
  const identity: Widget = isOutgoing
    ? pick(l.identity, { role: 'way', note: 'notAnonymous' })
    : pick(l.identity);
  return {
    ...{ id: isOutgoing ? 'smtp' : 'pop3', frame: 'windows-11', title: l.accounts },
    widgets: [
      tabs(tabLabels, tab, [
        type(l.host, server, { role: 'server' }),
        type(l.port, String(door.port), { isShort: true }),
        choose(l.security, security[door.tls], { role: 'encryption' }),
        group(l.authentication, [identity]),
      ]),
      buttons(isOutgoing ? [press(l.save, { isDefault: true })] : [button(l.save)]),
    ],
  };
}

export const emClientProgram: Program = {
  ...{ id: 'em-client', group: 'windows', topic: 'em-client' },
  editions: [only],
  signs: ['relaying-denied', 'sign-in-refused', 'certificate-asked', 'not-reached'],
  canBePlain: true,
};
