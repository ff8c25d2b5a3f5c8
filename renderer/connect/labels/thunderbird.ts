/** Labels of Thunderbird on Windows, macOS and Linux, as version 153 has them. */
import { label, same } from '../model/label.ts';

export const thunderbird = {
  menu: same('☰'),
  addAccount: label('Add Account', 'Konto hinzufügen'),
  email: label('Email', 'E-Mail'),
  incoming: label('Incoming server settings', 'Einstellungen für den Posteingangs-Server'),
  outgoing: label('Outgoing server settings', 'Einstellungen für den Postausgangs-Server'),
  protocol: label('Protocol', 'Protokoll'),
  hostname: label('Hostname', 'Serveradresse'),
  port: same('Port'),
  security: label('Connection security', 'Verbindungssicherheit'),
  method: label('Authentication method', 'Authentifizierungsmethode'),
  username: label('Username', 'Benutzername'),
  back: label('Back', 'Zurück'),
  continue: label('Continue', 'Weiter'),
  test: label('Test', 'Testen'),
  none: label('None', 'Keine'),
  ssl: same('SSL/TLS'),
  startTls: same('STARTTLS'),
  normalPassword: label('Normal password', 'Passwort, normal'),
  insecurePassword: label('Password, transmitted insecurely', 'Passwort, ungesichert übertragen'),

  // The office certificate.
  privacy: label('Privacy & Security', 'Datenschutz & Sicherheit'),
  manageCertificates: label('Manage Certificates…', 'Zertifikate verwalten…'),
  authorities: label('Authorities', 'Zertifizierungsstellen'),
  import: label('Import…', 'Importieren…'),
  download: label('Downloading Certificate', 'Herunterladen des Zertifikats'),
  trustServers: label(
    'Trust this CA to identify websites.',
    'Dieser CA vertrauen, um Websites zu identifizieren.',
  ),
  trustPeople: label(
    'Trust this CA to identify email users.',
    'Dieser CA vertrauen, um E-Mail-Nutzer zu identifizieren.',
  ),

  // Afterwards.
  accountSettings: label('Account Settings', 'Konten-Einstellungen'),
  serverSettings: label('Server Settings', 'Server-Einstellungen'),
  copies: label('Copies & Folders', 'Kopien & Ordner'),
  composition: label('Composition & Addressing', 'Verfassen & Adressieren'),
  outgoingEntry: label('Outgoing Server', 'Postausgangs-Server'),
  edit: label('Edit…', 'Bearbeiten…'),
  smtpServer: label('SMTP Server', 'SMTP-Server'),
  settings: label('Settings', 'Einstellungen'),
  description: label('Description', 'Beschreibung'),
  serverName: label('Server Name', 'Server'),
  securityGroup: label('Security and Authentication', 'Sicherheit und Authentifizierung'),
  securitySettings: label('Security Settings', 'Sicherheit und Authentifizierung'),
  userName: label('User Name', 'Benutzername'),
  serverType: label('Server Type', 'Servertyp'),
  ok: same('OK'),
  cancel: label('Cancel', 'Abbrechen'),
} as const;
