/** Claws Mail and Sylpheed: they can do both ways by themselves. */
import { claws as l } from '../labels/claws.ts';
import type { Label } from '../model/label.ts';
import { modern, type Edition, type Filling, type Program } from '../model/program.ts';
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
  shown,
  side,
  tick,
  type,
  typePassword,
  unpicked,
  untick,
} from '../model/widgets.ts';
import type { Door, Tls } from '../offer/offer.ts';

const pages: readonly Label[] = [l.basic, l.receive, l.send, l.tls, l.advanced];

const only: Edition = {
  ...{ id: 'claws', ways: ['auth', 'pop'], abilities: () => modern },
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: l.preferences },
      widgets: [path([l.configuration, l.preferences], 'clawsNew')],
    },
    basic(filling),
    send(filling),
    encryption(filling),
    advanced(filling),
  ],
};

const page = (id: string, active: number, inside: readonly Widget[], isLast = false): Screen => ({
  ...{ id, frame: 'gtk', title: l.preferences },
  widgets: [
    side(pages, active, inside),
    buttons([button(l.cancel), isLast ? press(l.ok, { isDefault: true }) : button(l.ok)]),
  ],
});

const basic = ({ server, user, way }: Filling): Screen =>
  page('basic', 0, [
    group(l.serverInformation, [
      shown(l.protocol, 'POP', { isShort: true }),
      type(l.receiveServer, server, {
        role: 'server',
        // Who checks mail first checks it here.
        ...(way === 'auth' ? { note: 'fetchElsewhere' } : {}),
      }),
      type(l.smtpServer, server, { role: 'server' }),
      type(l.userId, user, { role: 'user', note: 'exactName' }),
      typePassword(l.password, { role: 'password' }),
    ]),
  ]);

/** Minutes that it may trust in one mail check: less than the office lets somebody send. */
const trustedMinutes = (windowMinutes: number): number =>
  Math.max(1, Math.min(10, Math.ceil(windowMinutes) - 1));

const send = ({ way, user, windowMinutes }: Filling): Screen =>
  page('send', 2, [
    group(l.authentication, [
      way === 'auth'
        ? tick(l.smtpAuth, { role: 'way', note: 'clawsSameUser' })
        : untick(l.smtpAuth),
      indent([
        shown(l.method, ''),
        row([shown(l.userId, way === 'auth' ? user : ''), shown(l.password, '')]),
      ]),
      way === 'auth' ? empty(l.popFirst) : tick(l.popFirst, { role: 'way' }),
      ...(way === 'pop'
        ? [
            indent([
              type(l.popTimeout, String(trustedMinutes(windowMinutes)), {
                ...{ isShort: true, note: 'clawsTimeout' },
              }),
            ]),
          ]
        : []),
    ]),
  ]);

const encryption = ({ pop, smtp }: Filling): Screen =>
  page('tls', 3, [group(l.pop, choices(pop)), group(l.sendSmtp, choices(smtp))]);

const choices = (door: Door): readonly Widget[] =>
  (['none', 'implicit', 'starttls'] as const).map((tls) =>
    tls === door.tls ? pick(tlsLabels[tls], { role: 'encryption' }) : unpicked(tlsLabels[tls]),
  );

const tlsLabels: Readonly<Record<Tls, Label>> = {
  none: l.noTls,
  implicit: l.useTls,
  starttls: l.startTls,
};

const advanced = ({ pop, smtp }: Filling): Screen =>
  page(
    'advanced',
    4,
    [
      row([tick(l.smtpPort), type(l.smtpPort, String(smtp.port), { isShort: true })]),
      row([tick(l.popPort), type(l.popPort, String(pop.port), { isShort: true })]),
    ],
    true,
  );

export const clawsProgram: Program = {
  ...{ id: 'claws', group: 'linux', topic: 'claws' },
  editions: [only],
  signs: [
    'relaying-denied',
    'claws-session',
    'sign-in-refused',
    'certificate-asked',
    'first-try-fails',
    'not-reached',
  ],
  canBePlain: true,
};
