/** Scanners and printers: one page a maker, all from one table of labels. */
import { scannerLabels, type Maker, type ScannerLabels } from '../labels/scanners.ts';
import { maybe, same } from '../model/label.ts';
import { plainOnly, type Filling, type Program } from '../model/program.ts';
import type { Screen, Widget } from '../model/screen.ts';
import {
  buttons,
  choose,
  group,
  path,
  press,
  say,
  tick,
  type,
  typePassword,
} from '../model/widgets.ts';
import type { NoteId } from '../../words/en/connect-notes.ts';
import type { Abilities, Way } from '../offer/offer.ts';

/** Signing in when sending needs no POP3. */
const sending: Abilities = { pop: [], smtp: ['implicit', 'starttls', 'none'] };

const notesOf: Readonly<Partial<Record<Maker, readonly NoteId[]>>> = {
  epson: ['epsonPassword'],
  xerox: ['xeroxPlain'],
};

const scanner = (maker: Maker): Program => {
  const labels: ScannerLabels = scannerLabels[maker];
  const canPop = labels.authentication.pop !== null;
  return {
    ...{ id: `scanner-${maker}`, group: 'scanner', topic: 'scanners' },
    editions: [
      {
        ...{ id: 'scanner', ways: canPop ? ['auth', 'pop'] : ['auth'] },
        // Devices check mail and send unencrypted in this way, whatever else they can.
        abilities: (way) => (way === 'pop' ? plainOnly : sending),
        notes: ['scannerModels', ...(notesOf[maker] ?? [])],
        screens: (filling) => [
          {
            ...{ id: 'open', frame: null, title: same('Web') },
            widgets: [say('openScannerPage'), path(labels.path, 'scannerPathMay')],
          },
          mailSettings(labels, filling),
          {
            ...{ id: 'end', frame: null, title: same('Test') },
            widgets: [say('scannerTest')],
          },
        ],
      },
    ],
    signs: [
      'relaying-denied',
      'sign-in-refused',
      'scanner-tls',
      ...(canPop ? (['scanner-waits-too-short'] as const) : []),
      'scanner-sender',
      'scanner-too-big',
      'not-reached',
    ],
    canBePlain: true,
  };
};

function mailSettings(l: ScannerLabels, f: Filling): Screen {
  const { way, server, smtp, pop, user, address, isAddressKnown } = f;
  return {
    ...{ id: 'mail', frame: 'web', title: maybe('E-mail settings', 'E-Mail-Einstellungen') },
    widgets: [
      group(same('SMTP'), [
        type(l.server, server, { role: 'server' }),
        type(l.port, String(smtp.port), { isShort: true }),
        ...securityLine(l, f),
        type(l.sender, isAddressKnown ? address : '', { note: 'senderAddress' }),
      ]),
      group(maybe('Authentication', 'Authentifizierung'), [
        ...wayLines(l, way),
        type(l.account[way], user, { role: 'user', note: 'exactName' }),
        typePassword(l.password[way], { role: 'password' }),
        ...(way === 'pop'
          ? [
              type(l.popServer, server, { role: 'server' as const }),
              type(l.popPort, String(pop.port), { isShort: true, note: 'scannerWait' as const }),
            ]
          : []),
      ]),
      buttons([press(maybe('Save', 'Speichern'), { isDefault: true })]),
    ],
  };
}

const securityLine = ({ security }: ScannerLabels, { smtp }: Filling): readonly Widget[] =>
  security === null
    ? []
    : [choose(security.label, security.values[smtp.tls], { role: 'encryption' })];

function wayLines({ authentication }: ScannerLabels, way: Way): readonly Widget[] {
  const wanted = authentication[way] ?? authentication.auth;
  if (authentication.kind === 'list')
    return [choose(authentication.label, wanted, { role: 'way' })];
  const { auth, pop } = authentication;
  const lines = pop === null ? [auth] : [auth, pop];
  return lines.map((one) =>
    one === wanted
      ? tick(one, { role: 'way' })
      : ({ kind: 'tick', label: one, isOn: false } as const),
  );
}

export const scanners: readonly Program[] = (Object.keys(scannerLabels) as Maker[]).map(scanner);
