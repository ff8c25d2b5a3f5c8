/** Labels of the Gmail app and of Thunderbird (K-9) on Android. */
import { germanMaybe, label, maybe, same } from '../model/label.ts';

export const gmail = {
  menu: same('☰'),
  settings: label('Settings', 'Einstellungen'),
  addAccount: label('Add account', 'Konto hinzufügen'),
  other: label('Other', 'Andere'),
  personalPop: germanMaybe('Personal (POP3)', 'Privat (POP3)'),
  incomingSettings: germanMaybe('Incoming server settings', 'Einstellungen des Eingangsservers'),
  outgoingSettings: germanMaybe('Outgoing server settings', 'Einstellungen des Ausgangsservers'),
  requireSignIn: maybe('Require sign-in', 'Anmeldung erforderlich'),
  username: germanMaybe('Username', 'Nutzername'),
  password: label('Password', 'Passwort'),
  server: same('Server'),
  smtpServer: label('SMTP server', 'SMTP-Server'),
  port: same('Port'),
  security: maybe('Security type', 'Sicherheitstyp'),
  next: label('Next', 'Weiter'),
} as const;

export const thunderbirdAndroid = {
  addAccount: germanMaybe('Add account', 'Konto hinzufügen'),
  editConfiguration: maybe('Edit configuration', 'Konfiguration bearbeiten'),
  incomingTitle: label('Incoming server settings', 'Einstellungen des Posteingangsservers'),
  outgoingTitle: label('Outgoing server settings', 'Einstellungen des Postausgangsservers'),
  protocol: label('Protocol', 'Protokoll'),
  server: same('Server'),
  security: label('Security', 'Sicherheit'),
  port: same('Port'),
  authentication: label('Authentication', 'Authentifizierung'),
  username: label('Username', 'Benutzername'),
  password: label('Password', 'Passwort'),
  none: label('None', 'Keine'),
  ssl: same('SSL/TLS'),
  startTls: same('StartTLS'),
  normalPassword: label('Normal password', 'Normales Passwort'),
  next: label('Next', 'Weiter'),
} as const;
