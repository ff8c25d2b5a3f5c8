/** Office software, backup programs, machines: host, port, sign-in, and nothing else. */
import { maybe, same, type Label } from '../model/label.ts';
import type { Edition, Filling, Program } from '../model/program.ts';
import type { Screen } from '../model/screen.ts';
import { choose, group, say, type, typePassword } from '../model/widgets.ts';
import type { Tls } from '../offer/offer.ts';

const security: Readonly<Record<Tls, Label>> = {
  implicit: same('SSL/TLS'),
  starttls: same('STARTTLS'),
  none: maybe('None', 'Keine'),
};

const only: Edition = {
  ...{ id: 'software', ways: ['auth'] },
  abilities: () => ({ pop: [], smtp: ['starttls', 'implicit', 'none'] }),
  notes: ['softwareLead'],
  screens: (filling) => [
    {
      ...{ id: 'open', frame: null, title: same('SMTP') },
      widgets: [say('softwareOpen')],
    },
    settings(filling),
    { ...{ id: 'end', frame: null, title: same('Test') }, widgets: [say('softwareTest')] },
  ],
};

const settings = ({ server, smtp, user, address, isAddressKnown }: Filling): Screen => ({
  ...{ id: 'settings', frame: 'web', title: maybe('E-mail settings', 'E-Mail-Einstellungen') },
  widgets: [
    group(same('SMTP'), [
      type(maybe('Host or SMTP server', 'Host oder SMTP-Server'), server, { role: 'server' }),
      type(same('Port'), String(smtp.port), { isShort: true }),
      choose(maybe('Encryption', 'Verschlüsselung'), security[smtp.tls], {
        ...{ role: 'encryption', note: 'softwareEncryption' },
      }),
      choose(
        maybe('Authentication', 'Authentifizierung'),
        maybe('Login or Plain', 'Login oder Plain'),
        {
          role: 'way',
        },
      ),
      type(maybe('User name', 'Benutzername'), user, { role: 'user', note: 'exactName' }),
      typePassword(maybe('Password', 'Passwort'), { role: 'password' }),
      type(maybe('From', 'Absender'), isAddressKnown ? address : '', { note: 'senderAddress' }),
    ]),
  ],
});

export const software: Program = {
  ...{ id: 'software', group: 'software', topic: 'software' },
  editions: [only],
  signs: [
    'relaying-denied',
    'sign-in-refused',
    'software-certificate',
    'not-reached',
    'scanner-sender',
    'scanner-too-big',
  ],
  canBePlain: true,
};
