import type { Phrases } from '../say.ts';

/** Backup, files, window and relay around it (`control/backup-*.ts`, `main/desktop`). German. */
export const desktopPhrases: Phrases = {
  whole: {
    'Type something shorter.': 'Geben Sie etwas Kürzeres ein.',
    'Type something there.': 'Geben Sie dort etwas ein.',
    'The passphrase is too short.': 'Das Kennwort ist zu kurz.',
    'Mailroom listens where it did here before.': 'Mailroom ist hier erreichbar wie zuvor.',
    'This file is no backup of Mailroom.': 'Diese Datei ist keine Sicherung von Mailroom.',
    'Choose another file.': 'Wählen Sie eine andere Datei.',
    'The backup was made by a newer Mailroom.': 'Die Sicherung stammt von einem neueren Mailroom.',
    'Install that version here, then restore again.':
      'Installieren Sie hier diese Version, dann stellen Sie die Sicherung wieder her.',
    'The backup cannot be opened: the passphrase is wrong, or the file is damaged.':
      'Die Sicherung lässt sich nicht öffnen: Das Kennwort ist falsch, oder die Datei ist beschädigt.',
    'Type the passphrase with which the backup was made.':
      'Geben Sie das Kennwort ein, mit dem die Sicherung gemacht wurde.',
    'Check the name.': 'Prüfen Sie den Namen.',
    'Choose another place, and check that it has room.':
      'Wählen Sie einen anderen Ort, und prüfen Sie, ob dort Platz ist.',
    'Choose another folder.': 'Wählen Sie einen anderen Ordner.',
    'Check the printer, or save it as PDF.':
      'Prüfen Sie den Drucker, oder speichern Sie es als PDF.',
    'The system does not start Mailroom at sign-in.':
      'Das System startet Mailroom bei der Anmeldung nicht.',
    'Allow it in the settings of the system, where the programs stand that start at sign-in.':
      'Erlauben Sie es in den Einstellungen des Systems bei den Programmen, die bei der Anmeldung starten.',
    'Mailroom does not open this address.': 'Mailroom öffnet diese Adresse nicht.',
    'The relay that this window shows does not run.':
      'Das Relay, das dieses Fenster zeigt, läuft nicht.',
    'Start it again, or quit Mailroom and start it: then the relay runs inside it.':
      'Starten Sie es wieder, oder beenden Sie Mailroom und starten Sie es neu: Dann läuft das Relay darin.',
    'The relay runs, but does not answer.': 'Das Relay läuft, antwortet aber nicht.',
    'This window goes on by itself as soon as it answers.':
      'Dieses Fenster macht von selbst weiter, sobald es antwortet.',
    'What you asked for may still be done then.':
      'Ihr letzter Auftrag wird dann vielleicht doch noch ausgeführt.',
    'The relay that runs here has another version.':
      'Das Relay, das hier läuft, hat eine andere Version.',
    'Quit Mailroom and start it again.': 'Beenden Sie Mailroom und starten Sie es neu.',
    'If that does not help, stop the relay and start it again.':
      'Hilft das nicht, halten Sie das Relay an und starten Sie es neu.',
    'Mailroom stopped before it answered.': 'Mailroom hielt an, bevor es antwortete.',
    'Start it again and look at "mailroom journal".':
      'Starten Sie es wieder und sehen Sie unter Diagnose in das Protokoll.',
    'Something went wrong.': 'Etwas ist schiefgegangen.',
    'Look at the journal.': 'Sehen Sie unter Diagnose in das Protokoll.',
    'Enter it again on the page Provider.':
      'Geben Sie es auf der Seite „Anbieter“ noch einmal ein.',
    'Window, command and relay must have the same version.':
      'Fenster, Befehl und Relay müssen dieselbe Version haben.',
    'The window named a file that nobody chose.':
      'Das Fenster hat eine Datei genannt, die niemand ausgewählt hat.',
    'The request is too long.': 'Die Anfrage ist zu lang.',
    'That was no request.': 'Das war keine Anfrage.',
    'What came back was no answer.': 'Was zurückkam, war keine Antwort.',
    'The practice provider runs only while Mailroom does.':
      'Der Übungsanbieter läuft nur, solange Mailroom läuft.',
    'Start Mailroom, then try again.': 'Starten Sie Mailroom, dann versuchen Sie es noch einmal.',
    // The last sessions (`control/activity-handlers.ts`).
    'This session is no longer kept.': 'Diese Verbindung ist nicht mehr gespeichert.',
    '--data needs the name of a folder behind it.':
      'Hinter --data muss der Name eines Ordners stehen.',
    'Something went wrong in Mailroom that nobody expected.':
      'In Mailroom ist etwas schiefgegangen, womit niemand gerechnet hat.',
    'It goes on. If something does not work now, quit Mailroom and start it again. What happened stands in the journal.':
      'Es läuft weiter. Wenn jetzt etwas nicht geht, beenden Sie Mailroom und starten es neu. Was geschehen ist, steht im Protokoll.',
    'Only the last 200 sessions are kept, until Mailroom ends.':
      'Gespeichert sind nur die letzten 200 Verbindungen, bis Mailroom beendet wird.',
  },
  patterns: [
    [
      /^This computer does not have the address (.+)\.$/,
      'Dieser Computer hat die Adresse $1 nicht.',
    ],
    [/^Something unexpected happened: (.+)$/s, 'Etwas Unerwartetes ist geschehen: $1'],
    [
      /^The backup could not be written \((\w+)\)\.$/,
      'Die Sicherung konnte nicht geschrieben werden ($1).',
    ],
    [
      /^Use at least (\d+) characters, for example some words\.$/,
      'Nehmen Sie mindestens $1 Zeichen, zum Beispiel einige Wörter.',
    ],
    [/^It was not printed: (.+)\.$/, 'Es wurde nicht gedruckt: $1.'],
    [/^The file could not be written: (.+)$/, 'Die Datei konnte nicht geschrieben werden: $1'],
    [/^The window could not save: (.+)$/, 'Das Fenster konnte nicht speichern: $1'],
    [
      /^The window remembers nothing of last time: (.+)$/,
      'Das Fenster weiß nichts mehr vom letzten Mal: $1',
    ],
    [/^This could not be saved: (.+)$/, 'Das konnte nicht gespeichert werden: $1'],
    [/^Something went wrong \((\S+)\)\.$/, 'Etwas ist schiefgegangen ($1).'],
    [/^Look at "mailroom journal" for (\S+)\.$/, 'Suchen Sie unter Diagnose im Protokoll nach $1.'],
    [
      /^This computer does not open the stored password of the provider any more\.$/,
      'Dieser Computer öffnet das gespeicherte Passwort des Anbieters nicht mehr.',
    ],
    [/^There is no request "(.+)"\.$/, 'Die Anfrage „$1“ gibt es nicht.'],
    [/^The request (\S+) failed\.$/, 'Die Anfrage $1 schlug fehl.'],
    [/^The request (\S+) failed: (.+)$/, 'Die Anfrage $1 schlug fehl: $2'],
    [/^The request (\S+) has a wrong argument\.$/, 'Die Anfrage $1 hat einen falschen Wert.'],
    [
      /^The request (\S+) has a wrong argument: (.+)$/,
      'Die Anfrage $1 hat einen falschen Wert: $2',
    ],
    [/^"(\S+)" is longer than (\S+) characters\.$/, '„$1“ ist länger als $2 Zeichen.'],
    [/^"(\S+)" is empty\.$/, '„$1“ ist leer.'],
    [/^There is no message (\S+) waiting\.$/, 'Es wartet keine Nachricht $1.'],
  ],
};
