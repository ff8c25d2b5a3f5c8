/**
 * Labels of scanners and printers by maker. Epson, Xerox and Sharp from their makers' manuals; the others
 * were not checked, and models differ.
 */
import { label, maybe, same, type Label } from '../model/label.ts';
import type { Tls } from '../offer/offer.ts';

export interface ScannerLabels {
  /** From the start page of the device to its mail settings. */
  readonly path: readonly Label[];
  readonly server: Label;
  readonly port: Label;
  /** Null where the device has no such choice. */
  readonly security: {
    readonly label: Label;
    readonly values: Readonly<Record<Tls, Label>>;
  } | null;
  /** A list with both ways in it, or a box for each. `pop` is null where the device cannot do it. */
  readonly authentication:
    | {
        readonly kind: 'list';
        readonly label: Label;
        readonly auth: Label;
        readonly pop: Label | null;
      }
    | { readonly kind: 'boxes'; readonly auth: Label; readonly pop: Label | null };
  readonly account: Readonly<Record<'auth' | 'pop', Label>>;
  readonly password: Readonly<Record<'auth' | 'pop', Label>>;
  readonly sender: Label;
  readonly popServer: Label;
  readonly popPort: Label;
}

const both = (one: Label): Readonly<Record<'auth' | 'pop', Label>> => ({ auth: one, pop: one });
const tlsNames = (implicit: string, starttls: string, none: string) => ({
  ...{ implicit: maybe(implicit), starttls: maybe(starttls), none: maybe(none) },
});

const epson: ScannerLabels = {
  path: [
    maybe('Network', 'Netzwerk'),
    maybe('Email Server', 'E-Mail-Server'),
    maybe('Basic', 'Standard'),
  ],
  server: label('SMTP Server Address'),
  port: label('SMTP Server Port Number'),
  security: {
    label: label('Secure Connection'),
    values: { implicit: label('SSL/TLS'), starttls: label('STARTTLS'), none: label('None') },
  },
  authentication: {
    kind: 'list',
    label: label('Authentication Method'),
    auth: label('SMTP AUTH'),
    pop: label('POP before SMTP'),
  },
  account: both(label('Authenticated Account')),
  password: both(label('Authenticated Password')),
  sender: label('Sender’s Email Address'),
  popServer: label('POP3 Server Address'),
  popPort: label('POP3 Server Port Number'),
};

const xerox: ScannerLabels = {
  path: [maybe('Properties', 'Eigenschaften'), maybe('Email Server', 'E-Mail-Server')],
  server: label('SMTP Server Address'),
  port: label('SMTP Server Port Number'),
  security: {
    label: maybe('SMTP - SSL / TLS Communication'),
    values: tlsNames('SSL/TLS', 'STARTTLS', 'Disabled'),
  },
  authentication: {
    kind: 'list',
    label: label('Email Send Authentication'),
    auth: label('SMTP AUTH (Auto)'),
    pop: label('POP before SMTP (Plain)'),
  },
  account: both(label('Login Name')),
  password: both(label('Password')),
  sender: label('Return Email Address'),
  popServer: label('POP3 Server Address'),
  popPort: label('POP3 Server Port Number'),
};

const sharp: ScannerLabels = {
  path: [
    label('System Settings'),
    label('Network Settings'),
    label('Service Settings'),
    label('SMTP'),
  ],
  server: label('Primary Server'),
  port: label('Port Number'),
  security: { label: label('Enable SSL/TLS'), values: tlsNames('On', 'On', 'Off') },
  authentication: {
    kind: 'list',
    label: label('Authentication Method'),
    auth: maybe('SMTP Authentication'),
    pop: maybe('POP Before SMTP'),
  },
  account: both(maybe('User Name')),
  password: both(maybe('Password')),
  sender: label('Sender Address'),
  popServer: maybe('POP3 Server'),
  popPort: maybe('POP3 Port Number'),
};

const ricoh: ScannerLabels = {
  path: [maybe('Device Management'), maybe('Configuration'), maybe('E-mail')],
  server: maybe('SMTP Server Name'),
  port: maybe('SMTP Port No.'),
  security: { label: maybe('Use Secure Connection (SSL)'), values: tlsNames('On', 'On', 'Off') },
  authentication: {
    kind: 'boxes',
    auth: maybe('SMTP Authentication'),
    pop: maybe('POP before SMTP'),
  },
  account: { auth: maybe('SMTP Auth. User Name'), pop: maybe('POP User Name') },
  password: { auth: maybe('SMTP Auth. Password'), pop: maybe('POP Password') },
  sender: maybe('Administrator E-mail Address'),
  popServer: maybe('POP3/IMAP4 Server Name'),
  popPort: maybe('POP3 Reception Port No.'),
};

const canon: ScannerLabels = {
  path: [maybe('Settings/Registration'), maybe('Send'), maybe('E-Mail/I-Fax Settings')],
  server: maybe('SMTP Server'),
  port: maybe('SMTP Port Number'),
  security: { label: maybe('Use TLS for SMTP'), values: tlsNames('On', 'On', 'Off') },
  authentication: {
    kind: 'boxes',
    auth: maybe('Use SMTP Authentication'),
    pop: maybe('Use POP Authentication Before Sending'),
  },
  account: { auth: maybe('User Name'), pop: maybe('POP User Name') },
  password: { auth: maybe('Password'), pop: maybe('POP Password') },
  sender: maybe('E-Mail Address'),
  popServer: maybe('POP Server'),
  popPort: maybe('POP Port Number'),
};

const konica: ScannerLabels = {
  path: [maybe('Network'), maybe('E-mail Setting'), maybe('E-mail TX (SMTP)')],
  server: maybe('SMTP Server Address'),
  port: maybe('Port Number'),
  security: {
    label: maybe('Use SSL/TLS'),
    values: tlsNames('SMTP over SSL', 'Start TLS', 'OFF'),
  },
  authentication: {
    kind: 'boxes',
    auth: maybe('SMTP Authentication'),
    pop: maybe('POP before SMTP'),
  },
  account: { auth: maybe('User ID'), pop: maybe('Login Name') },
  password: both(maybe('Password')),
  sender: maybe('Device Mail Address'),
  popServer: maybe('POP Server Address'),
  popPort: maybe('POP Port Number'),
};

const kyocera: ScannerLabels = {
  path: [maybe('Function Settings'), maybe('E-mail')],
  server: maybe('SMTP Server Name'),
  port: maybe('SMTP Port Number'),
  security: { label: maybe('SMTP Security'), values: tlsNames('SSL/TLS', 'STARTTLS', 'Off') },
  authentication: {
    kind: 'list',
    label: maybe('Authentication Protocol'),
    auth: maybe('On'),
    pop: maybe('POP before SMTP'),
  },
  account: both(maybe('Login User Name')),
  password: both(maybe('Login Password')),
  sender: maybe('Sender Address'),
  popServer: maybe('POP3 Server Name'),
  popPort: maybe('POP3 Port Number'),
};

const brother: ScannerLabels = {
  path: [maybe('Network', 'Netzwerk'), maybe('Protocol', 'Protokoll'), maybe('SMTP')],
  server: maybe('SMTP Server'),
  port: maybe('SMTP Port'),
  security: { label: maybe('SSL/TLS'), values: tlsNames('SSL', 'TLS', 'None') },
  authentication: {
    kind: 'list',
    label: maybe('Authentication for SMTP'),
    auth: label('SMTP-AUTH'),
    pop: label('POP before SMTP'),
  },
  account: { auth: maybe('SMTP-AUTH Account Name'), pop: maybe('Mailbox Name') },
  password: { auth: maybe('SMTP-AUTH Account Password'), pop: maybe('Mailbox Password') },
  sender: maybe('Device E-mail Address'),
  popServer: maybe('POP3 Server'),
  popPort: maybe('POP3 Port'),
};

const hp: ScannerLabels = {
  path: [maybe('Scan/Digital Send'), maybe('E-mail Setup'), maybe('Outgoing E-mail Servers')],
  server: maybe('SMTP server'),
  port: maybe('Port number'),
  security: { label: maybe('Enable SMTP SSL protocol'), values: tlsNames('On', 'On', 'Off') },
  authentication: { kind: 'boxes', auth: maybe('Server requires authentication'), pop: null },
  account: both(maybe('User name')),
  password: both(maybe('Password')),
  sender: maybe('From address'),
  popServer: same('POP3'),
  popPort: same('POP3'),
};

const other: ScannerLabels = {
  path: [maybe('Network', 'Netzwerk'), maybe('E-mail', 'E-Mail'), maybe('SMTP')],
  server: maybe('SMTP server', 'SMTP-Server'),
  port: maybe('SMTP port', 'SMTP-Port'),
  security: {
    label: maybe('Encryption', 'Verschlüsselung'),
    values: tlsNames('SSL/TLS', 'STARTTLS', 'None'),
  },
  authentication: {
    kind: 'list',
    label: maybe('Authentication', 'Authentifizierung'),
    auth: maybe('SMTP authentication', 'SMTP-Authentifizierung'),
    pop: maybe('POP before SMTP', 'POP vor SMTP'),
  },
  account: both(maybe('User name', 'Benutzername')),
  password: both(maybe('Password', 'Passwort')),
  sender: maybe('Sender’s e-mail address', 'E-Mail-Adresse des Absenders'),
  popServer: maybe('POP3 server', 'POP3-Server'),
  popPort: maybe('POP3 port', 'POP3-Port'),
};

/** By the last part of the program's id. */
export const scannerLabels = {
  ...{ epson, ricoh, canon, konica, kyocera, brother, hp, xerox, sharp, other },
} as const;
export type Maker = keyof typeof scannerLabels;
