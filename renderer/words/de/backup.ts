import type { Words } from '../words.ts';

/** Backup and restore, German. */
export const backup: Words['backup'] = {
  fileName: 'mailroom-sicherung',
  pickFile: 'Sicherungsdatei wählen…',
  passphrase: 'Kennwort der Sicherung',
  newPassphrase: 'Kennwort',
  newPassphraseHint:
    'Mindestens 8 Zeichen, zum Beispiel einige Wörter. Ohne das Kennwort kann niemand die Datei öffnen, auch Sie nicht.',
  repeat: 'Noch einmal dasselbe',
  differs: 'Die beiden stimmen nicht überein.',
  save: 'Sicherung speichern…',
  saved: (file) => `Die Sicherung ist gespeichert als ${file}.`,
  restore: 'Wiederherstellen',
  restoreStart: 'Wiederherstellen…',
  question: 'Diese Sicherung wiederherstellen?',
  loses: {
    settings:
      'Die jetzigen Einstellungen werden durch die der Sicherung ersetzt, auch der Anbieter.',
    people:
      'Personen gleichen Namens bekommen das Passwort der Sicherung; niemand wird entfernt, und keine Post wird berührt.',
    authority:
      'Das Bürozertifikat der Sicherung gilt, damit Programme, die ihm vertrauen, das weiter tun.',
  },
  parts: {
    open: 'Datei öffnen',
    settings: 'Einstellungen',
    people: 'Personen und Geräte',
    authority: 'Bürozertifikat',
    secret: 'Passwort des Anbieters',
  },
  madeAt: (time) => `vom ${time}`,
  restoredPeople: (count) => (count === 1 ? '1 Person oder Gerät' : `${count} Personen und Geräte`),
  done: 'Die Sicherung ist wiederhergestellt.',
};
