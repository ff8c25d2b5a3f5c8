/** Labels of Outlook for Mac. */
import { germanMaybe, label, maybe, same } from '../model/label.ts';

export const outlookMac = {
  tools: label('Tools', 'Extras'),
  accounts: label('Accounts…', 'Konten…'),
  add: same('+'),
  newAccount: label('New Account', 'Neues Konto'),
  imapPop: same('IMAP/POP'),
  description: germanMaybe('Account description', 'Kontobeschreibung'),
  type: label('Type', 'Typ'),
  userName: label('User name', 'Benutzername'),
  password: label('Password', 'Kennwort'),
  incoming: germanMaybe('Incoming server', 'Eingangsserver'),
  outgoing: germanMaybe('Outgoing server', 'Ausgangsserver'),
  override: germanMaybe('Override default port', 'Standardport überschreiben'),
  useSsl: germanMaybe('Use SSL to connect', 'Für Verbindung SSL verwenden'),
  port: same('Port'),
  moreOptions: germanMaybe('More Options…', 'Weitere Optionen…'),
  authentication: label('Authentication', 'Authentifizierung'),
  incomingInfo: maybe(
    'Use Incoming Server Info',
    'Informationen des Posteingangsservers verwenden',
  ),
  unqualified: germanMaybe('Unqualified domain', 'Nicht qualifizierte Domäne'),
  ok: same('OK'),
  cancel: label('Cancel', 'Abbrechen'),
} as const;
