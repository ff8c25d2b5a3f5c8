import type { Words } from '../words.ts';

/** About, German. */
export const about: Words['about'] = {
  lead: 'Ein Mail-Relay für kleine Büros: prüft, wer senden darf, bewahrt die Post sicher auf und leitet sie über Ihren Anbieter weiter.',
  title: 'Dieses Programm',
  version: 'Version',
  runtime: 'Läuft auf',
  systems: { win32: 'Windows', darwin: 'macOS', linux: 'Linux' },
  on: (runtime, system) => `${runtime} unter ${system}`,
  since: 'Läuft seit',
  dataFolder: 'Datenordner',
  showFolder: 'Datenordner zeigen',
  helpTitle: 'Hilfe',
  helpLead: 'Die Hilfe ist eingebaut und braucht kein Internet.',
  openHelp: 'Hilfe öffnen',
  diagnostics: 'Prüfungen und Bericht',
  licence: 'Lizenz',
  licenceText: 'Mailroom ist frei unter der MIT-Lizenz.',
  inside: 'Was darin steckt',
  insideLead: (count) =>
    `Mailroom enthält Teile von ${count} Paketen, jedes unter seiner eigenen Lizenz, und läuft auf Electron mit Chromium und Node.js, deren Lizenzen neben dem Programm liegen.`,
  search: 'Pakete durchsuchen',
  noText: 'Das Paket bringt keinen Lizenztext mit.',
  none: 'Kein Paket dieses Namens.',
  unreadable: 'Die Liste konnte nicht gelesen werden.',
};
