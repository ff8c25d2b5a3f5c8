import type { Words } from '../words.ts';
import { connectPrograms as english } from '../en/connect-programs.ts';

/** Names of programs and of their versions, German. */
export const connectPrograms: Words['connect']['programs'] = {
  groups: {
    windows: 'Auf einem Windows-PC',
    mac: 'Auf einem Mac',
    phone: 'Auf Handy oder Tablet',
    linux: 'Unter Linux',
    scanner: 'Scanner und Drucker',
    software: 'Andere Software',
  },
  names: {
    ...english.names,
    'new-outlook': 'Neues Outlook',
    'outlook-mac': 'Outlook für Mac',
    iphone: 'iPhone und iPad',
    'gmail-android': 'Android: Gmail-App',
    'scanner-other': 'Anderer Scanner',
    software: 'Software und Maschinen',
  },
  hints: {
    ...english.hints,
    'outlook-classic': 'Klassisches Outlook, 2003 bis Microsoft 365',
    'new-outlook': 'Heißt in Windows 11 nur „Outlook“',
    'outlook-express': 'Windows XP bis 7',
    claws: 'Auch Sylpheed',
    'apple-mail': 'Mail auf dem Mac',
    'outlook-mac': 'Klassisch und neu',
    'gmail-android': 'Auf den meisten Android-Handys',
    'thunderbird-android': 'Auch K-9 Mail',
    software: 'Buchhaltung, Sicherung, Kasse, …',
  },
  editions: {
    ...english.editions,
    'outlook-2010': '2010 bis Microsoft 365',
    'outlook-server-settings': 'Neueres Fenster „Servereinstellungen“',
    'outlook-control-panel': 'Jede Version, über die Systemsteuerung',
    'new-outlook': 'Neues Outlook',
    'thunderbird-new': 'Neues Konto',
    'thunderbird-change': 'Vorhandenes Konto',
    'outlook-mac': 'Outlook für Mac',
    iphone: 'iPhone und iPad',
    'gmail-android': 'Gmail-App',
    scanner: 'Webseite des Geräts',
  },
};
