/** The dialog of classic Outlook: account, Outgoing Server, Advanced. The same from 2003 to Microsoft 365. */
import type { Label } from '../model/label.ts';
import type { Filling } from '../model/program.ts';
import type { Frame, Screen, Widget } from '../model/screen.ts';
import {
  button,
  buttons,
  choose,
  empty,
  group,
  indent,
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
import { outlook as l } from '../labels/outlook.ts';
import type { Door } from '../offer/offer.ts';

export interface OutlookDialog {
  readonly frame: Frame;
  readonly accountTitle: Label;
  readonly hasConnectionTab: boolean;
  /** 2003 has a box for SSL where later versions have a list. */
  readonly sendsBySslBox: boolean;
}

export const outlookDialog = (dialog: OutlookDialog, filling: Filling): readonly Screen[] => [
  account(dialog, filling),
  outgoing(dialog, filling),
  advanced(dialog, filling),
  { id: 'end', frame: null, title: l.ok, widgets: [say('outlookFinish')] },
];

/** Steps before the dialog: they alone differ. */
export const openSteps = (widgets: readonly Widget[]): Screen => ({
  ...{ id: 'open', frame: null, title: l.accountSettings },
  widgets,
});

function account({ frame, accountTitle }: OutlookDialog, f: Filling): Screen {
  return {
    ...{ id: 'account', frame, title: accountTitle },
    widgets: [
      group(l.userInformation, [shown(l.yourName, f.user), shown(l.emailAddress, f.address)]),
      group(l.serverInformation, [
        shown(l.accountType, 'POP3', { isShort: true }),
        type(l.incomingServer, f.server, {
          role: 'server',
          // Who checks mail first checks it here.
          ...(f.way === 'auth' ? { note: 'fetchElsewhere' } : {}),
        }),
        type(l.outgoingServer, f.server, { role: 'server' }),
      ]),
      group(l.logon, [
        type(l.userName, f.user, { role: 'user', note: 'exactName' }),
        typePassword(l.password, { role: 'password', note: 'noSpa' }),
        empty(l.spa),
      ]),
      buttons([press(l.moreSettings), button(l.next), button(l.cancel)]),
    ],
  };
}

const tabLabels = (dialog: OutlookDialog): readonly Label[] => [
  l.general,
  l.outgoingTab,
  ...(dialog.hasConnectionTab ? [l.connectionTab] : []),
  l.advanced,
];

function outgoing(dialog: OutlookDialog, { way }: Filling): Screen {
  const first = way === 'auth';
  return {
    ...{ id: 'outgoing', frame: dialog.frame, title: l.internetSettings },
    widgets: [
      tabs(tabLabels(dialog), 1, [
        tick(l.needsAuth, { role: 'way' }),
        indent([
          first ? pick(l.sameSettings, { note: 'ownLogOn' }) : unpicked(l.sameSettings),
          unpicked(l.logOnUsing),
          indent([shown(l.userName, ''), shown(l.password, '')]),
          first ? unpicked(l.logOnFirst) : pick(l.logOnFirst, { role: 'way', note: 'logOnFirst' }),
        ]),
      ]),
      buttons([button(l.ok, { isDefault: true }), button(l.cancel)]),
    ],
  };
}

function advanced(dialog: OutlookDialog, { pop, smtp }: Filling): Screen {
  const tabList = tabLabels(dialog);
  return {
    ...{ id: 'advanced', frame: dialog.frame, title: l.internetSettings },
    widgets: [
      tabs(tabList, tabList.length - 1, [
        group(l.portNumbers, [
          row([type(l.incomingPort, String(pop.port), { isShort: true }), button(l.useDefaults)]),
          indent([sslBox(pop)]),
          type(l.outgoingPort, String(smtp.port), { isShort: true }),
          indent([dialog.sendsBySslBox ? sslBox(smtp) : encryptionList(smtp)]),
        ]),
      ]),
      buttons([press(l.ok, { isDefault: true }), button(l.cancel)]),
    ],
  };
}

const sslBox = ({ tls }: Door): Widget =>
  tls === 'implicit'
    ? tick(l.needsSsl, { role: 'encryption' })
    : { ...empty(l.needsSsl), mark: true, role: 'encryption' };

const encryptionList = ({ tls }: Door): Widget =>
  choose(l.encryptionType, encryptionLabels[tls], {
    role: 'encryption',
    ...(tls === 'none' ? {} : { note: 'olderTlsNames' }),
  });

export const encryptionLabels = {
  implicit: l.ssl,
  starttls: l.startTls,
  none: l.none,
} as const;
