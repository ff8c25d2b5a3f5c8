/** Labels of classic Outlook for Windows, 2003 to Microsoft 365. */
import { germanMaybe, label, maybe, same } from '../model/label.ts';

export const outlook = {
  // Ways to the dialog.
  file: label('File', 'Datei'),
  info: label('Info', 'Informationen'),
  tools: label('Tools', 'Extras'),
  accountSettings: label('Account Settings', 'Kontoeinstellungen'),
  accountSettingsMore: label('Account Settings…', 'Kontoeinstellungen…'),
  emailAccounts: label('E-mail Accounts…', 'E-Mail-Konten…'),
  viewExisting: label(
    'View or change existing e-mail accounts',
    'Vorhandene E-Mail-Konten anzeigen oder bearbeiten',
  ),
  emailTab: label('E-mail', 'E-Mail'),
  change: label('Change…', 'Ändern…'),
  controlPanel: label('Control Panel', 'Systemsteuerung'),
  mailApplet: germanMaybe('Mail (Microsoft Outlook)', 'Mail (Microsoft Outlook)'),
  serverSettings: label('Server Settings', 'Servereinstellungen'),
  addAccount: label('Add Account', 'Konto hinzufügen'),
  advancedOptions: label('Advanced options', 'Erweiterte Optionen'),
  manually: germanMaybe(
    'Let me set up my account manually',
    'Ich möchte mein Konto manuell einrichten',
  ),
  connect: germanMaybe('Connect', 'Verbinden'),
  pop: same('POP'),

  // The account.
  changeAccount: label('Change Account', 'Konto ändern'),
  changeEmailAccount: germanMaybe('Change E-mail Account', 'E-Mail-Konto ändern'),
  userInformation: label('User Information', 'Benutzerinformationen'),
  yourName: label('Your Name', 'Ihr Name'),
  emailAddress: label('E-mail Address', 'E-Mail-Adresse'),
  serverInformation: label('Server Information', 'Serverinformationen'),
  accountType: label('Account Type', 'Kontotyp'),
  incomingServer: label('Incoming mail server', 'Posteingangsserver'),
  outgoingServer: label('Outgoing mail server (SMTP)', 'Postausgangsserver (SMTP)'),
  logon: label('Logon Information', 'Anmeldeinformationen'),
  userName: label('User Name', 'Benutzername'),
  password: label('Password', 'Kennwort'),
  remember: label('Remember password', 'Kennwort speichern'),
  spa: germanMaybe(
    'Require logon using Secure Password Authentication (SPA)',
    'Anmeldung mithilfe der gesicherten Kennwortauthentifizierung (SPA) erforderlich',
  ),
  moreSettings: label('More Settings…', 'Weitere Einstellungen…'),
  next: label('Next >', 'Weiter >'),
  cancel: label('Cancel', 'Abbrechen'),
  ok: same('OK'),

  // More Settings.
  internetSettings: label('Internet E-mail Settings', 'Internet-E-Mail-Einstellungen'),
  general: label('General', 'Allgemein'),
  outgoingTab: label('Outgoing Server', 'Postausgangsserver'),
  connectionTab: label('Connection', 'Verbindung'),
  advanced: label('Advanced', 'Erweitert'),
  needsAuth: label(
    'My outgoing server (SMTP) requires authentication',
    'Der Postausgangsserver (SMTP) erfordert Authentifizierung',
  ),
  sameSettings: label(
    'Use same settings as my incoming mail server',
    'Gleiche Einstellungen wie für Posteingangsserver verwenden',
  ),
  logOnUsing: label('Log on using', 'Anmelden mit'),
  logOnFirst: germanMaybe(
    'Log on to incoming mail server before sending mail',
    'Vor dem Senden bei Posteingangsserver anmelden',
  ),
  portNumbers: germanMaybe('Server Port Numbers', 'Serveranschlussnummern'),
  incomingPort: label('Incoming server (POP3)', 'Posteingangsserver (POP3)'),
  outgoingPort: label('Outgoing server (SMTP)', 'Postausgangsserver (SMTP)'),
  useDefaults: germanMaybe('Use Defaults', 'Standard verwenden'),
  needsSsl: germanMaybe(
    'This server requires an encrypted connection (SSL)',
    'Server erfordert eine verschlüsselte Verbindung (SSL)',
  ),
  encryptionType: germanMaybe(
    'Use the following type of encrypted connection',
    'Verwenden Sie den folgenden verschlüsselten Verbindungstyp',
  ),
  none: germanMaybe('None', 'Keine'),
  ssl: maybe('SSL/TLS', 'SSL/TLS'),
  startTls: maybe('STARTTLS', 'STARTTLS'),

  // The newer window.
  popSettings: maybe('POP Account Settings', 'POP-Kontoeinstellungen'),
  incomingMail: germanMaybe('Incoming mail', 'Eingehende E-Mail'),
  outgoingMail: germanMaybe('Outgoing mail', 'Ausgehende E-Mail'),
  server: same('Server'),
  port: same('Port'),
  encryptionMethod: label('Encryption method', 'Verschlüsselungsmethode'),
  needsAuthNew: maybe(
    'My outgoing (SMTP) server requires authentication',
    'Mein Postausgangsserver (SMTP) erfordert Authentifizierung',
  ),
  sameSettingsNew: maybe(
    'Use same settings as my incoming mail server',
    'Gleiche Einstellungen wie für Posteingangsserver verwenden',
  ),
  nextNew: label('Next', 'Weiter'),
} as const;
