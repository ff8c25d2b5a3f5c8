/** Labels of eM Client. Its German words were not looked up. */
import { label, maybe, same } from '../model/label.ts';

export const emClient = {
  menu: maybe('Menu', 'Menü'),
  accounts: maybe('Accounts…', 'Konten…'),
  addAccount: maybe('Add Account'),
  general: label('General', 'Allgemein'),
  pop3: same('POP3'),
  smtp: same('SMTP'),
  host: maybe('Host'),
  port: same('Port'),
  security: maybe('Security policy'),
  authentication: maybe('Authentication', 'Authentifizierung'),
  identity: maybe('Use identity credentials'),
  userName: maybe('User name', 'Benutzername'),
  password: label('Password', 'Passwort'),
  implicit: maybe('Use SSL/TLS on special port (legacy)'),
  startTls: maybe('Force usage of SSL/TLS'),
  none: maybe('Use plain text (no encryption)'),
  save: maybe('Save & Close'),
} as const;
