import type { Phrases } from '../say.ts';

/** What is said of mail that was delivered here; reports say it, too. */
export const deliveredHere: Phrases['patterns'][number] = [
  /^In the mailbox of (\S+)\.$/,
  'Im Postfach von $1.',
];

/** Faults inside of the relay: its parts, its disk, its databases. The system's own words stay. German. */
export const servicesPhrases: Phrases = {
  whole: {
    'It stopped by itself.': 'Es hat von selbst angehalten.',
    'Mailroom is being stopped.': 'Mailroom wird beendet.',
    'Mailroom is not running.': 'Mailroom läuft nicht.',
    'Start Mailroom again.': 'Starten Sie Mailroom noch einmal.',
    'Check the disk.': 'Prüfen Sie die Festplatte.',
    'Check this computer’s disk.': 'Prüfen Sie die Festplatte dieses Computers.',
    'Look at the disk.': 'Prüfen Sie die Festplatte.',
    'Look whether a virus scanner has taken the file away.':
      'Sehen Sie nach, ob ein Virenscanner die Datei weggenommen hat.',
    'Look at the file and the disk.': 'Prüfen Sie die Datei und die Festplatte.',
    'Earlier mail is missing in the lists: the journal could not be read.':
      'Ältere Nachrichten fehlen in den Listen: Das Protokoll konnte nicht gelesen werden.',
    // Databases (`relay/popauth`, `relay/users`).
    'The POPAUTH database cannot be read: until it can, only signing in when sending lets people send.':
      'Die POPAUTH-Datenbank ist nicht lesbar: Bis sie es wieder ist, darf nur senden, wer sich beim Senden anmeldet.',
    'The POPAUTH database cannot be written: until it can, only signing in when sending lets people send.':
      'Die POPAUTH-Datenbank ist nicht beschreibbar: Bis sie es wieder ist, darf nur senden, wer sich beim Senden anmeldet.',
    'The POPAUTH database can be read again.': 'Die POPAUTH-Datenbank ist wieder lesbar.',
    'The POPAUTH database works again: checking mail lets people send.':
      'Die POPAUTH-Datenbank geht wieder: Wer Post abholt, darf senden.',
    'Everybody has to check mail again.': 'Alle müssen noch einmal Post abholen.',
    'Part of the queue is damaged, so mail may be missing here.':
      'Ein Teil der Warteschlange ist beschädigt; hier kann Post fehlen.',
    'Look at the disk; the next start puts the damage aside and goes on with the rest.':
      'Sehen Sie nach der Festplatte; der nächste Start legt Beschädigtes beiseite und arbeitet mit dem Rest weiter.',
    'The list of users is damaged, so somebody may be missing here.':
      'Die Liste der Personen ist beschädigt; hier kann jemand fehlen.',
    'The next start uses what can be read and keeps the damaged file.':
      'Der nächste Start verwendet, was lesbar ist, und bewahrt die beschädigte Datei auf.',
    'The list of users is damaged, and the full disk takes no copy of it.':
      'Die Liste der Personen ist beschädigt, und die volle Festplatte nimmt keine Kopie davon auf.',
    'Who could be read may sign in; nobody can be added or changed.':
      'Wer darin noch lesbar ist, kann sich anmelden; niemand kann hinzugefügt oder geändert werden.',
    'The list of users was damaged.': 'Die Liste der Personen war beschädigt.',
    'Compare the users and add who is missing.':
      'Vergleichen Sie die Personen und fügen Sie hinzu, wer fehlt.',
    'Restore a backup, or add them again under the same names: their mail is still there.':
      'Stellen Sie eine Sicherung wieder her, oder fügen Sie sie unter denselben Namen wieder hinzu: Ihre Post ist noch da.',
    'The list of users could not be saved.':
      'Die Liste der Personen konnte nicht gespeichert werden.',
    // Queue and mailboxes (`relay/queue`, `relay/mailboxes`).
    'The message could not be read from this computer’s disk.':
      'Die Nachricht konnte nicht von der Festplatte dieses Computers gelesen werden.',
    'The message could not be read from the disk and is tried again.':
      'Die Nachricht konnte nicht von der Festplatte gelesen werden; es wird wieder versucht.',
    'Part of the queue was damaged and put aside, so mail may be missing.':
      'Ein Teil der Warteschlange war beschädigt und liegt beiseite; Post kann fehlen.',
    'Look at the journal and the disk, then start Mailroom again.':
      'Prüfen Sie Protokoll und Festplatte, dann starten Sie Mailroom wieder.',
    'A message waits that could not be read from this computer’s disk.':
      'Eine Nachricht wartet, die nicht von der Festplatte dieses Computers gelesen werden konnte.',
    'There is no such user here any more.': 'Diese Person gibt es hier nicht mehr.',
    'The list of users is damaged, and this name is not in it.':
      'Die Liste der Personen ist beschädigt, und dieser Name steht nicht darin.',
    'The mailbox could not be written.': 'In das Postfach konnte nicht geschrieben werden.',
    'It is left out, and stays where it is.':
      'Das bleibt außen vor und liegt unverändert an seiner Stelle.',
    'Sending stopped unexpectedly and goes on with the next message.':
      'Der Versand brach unerwartet ab und geht mit der nächsten Nachricht weiter.',
    'What happened to a message could not be noted on the disk; it is tried again in a minute.':
      'Was aus einer Nachricht wurde, ließ sich nicht auf der Festplatte vermerken; in einer Minute wird es wieder versucht.',
    'The connection to the provider could not be begun.':
      'Die Verbindung zum Anbieter konnte nicht begonnen werden.',
    'The provider takes no more connections at once; mail goes over those that it took.':
      'Der Anbieter nimmt nicht mehr Verbindungen gleichzeitig an; die Post geht über die, die er angenommen hat.',
    'A delay notice could not be written.':
      'Ein Hinweis auf die Verspätung konnte nicht geschrieben werden.',
    'It was never answered with 250, and is left out.':
      'Er wurde nie als angenommen gemeldet und wird weggelassen.',
    'Old files of the queue could not be cleared and are tried again.':
      'Alte Dateien der Warteschlange konnten nicht aufgeräumt werden; es wird wieder versucht.',
    'An SMTP session met an error inside Mailroom.':
      'In einer SMTP-Verbindung trat in Mailroom ein Fehler auf.',
    'A POP3 session failed.': 'Eine POP3-Verbindung schlug fehl.',
    'The new certificate cannot be used, the one before stays.':
      'Das neue Zertifikat ist nicht brauchbar, das bisherige bleibt.',
    'Senders are asked to try again.': 'Absender werden gebeten, es wieder zu versuchen.',
    'Free some space.': 'Schaffen Sie Platz.',
    'The POPAUTH database cannot be read or written, so checking mail lets nobody send.':
      'Die POPAUTH-Datenbank ist nicht lesbar oder nicht beschreibbar, darum erlaubt das Abholen von Post niemandem das Senden.',
    'Look at the disk and the data folder.': 'Prüfen Sie die Festplatte und den Datenordner.',
    'Look at the disk and at who may read the data folder.':
      'Prüfen Sie, ob die Festplatte in Ordnung ist und wer den Datenordner lesen darf.',
    'Look at the disk and at who may read the folder.':
      'Prüfen Sie, ob die Festplatte in Ordnung ist und wer den Ordner lesen darf.',
    'Until then no mail is taken.': 'Bis dahin wird keine Post angenommen.',
    'Look at the disk and at who may read the file, then start Mailroom again.':
      'Prüfen Sie, ob die Festplatte in Ordnung ist und wer die Datei lesen darf, dann starten Sie Mailroom wieder.',
    'Free some space, or check the disk; then enter the password again.':
      'Schaffen Sie Platz, oder prüfen Sie die Festplatte; geben Sie dann das Passwort noch einmal ein.',
    'Free some space, or check the disk; then try again.':
      'Schaffen Sie Platz, oder prüfen Sie die Festplatte; dann versuchen Sie es wieder.',
    'Free some space, then start Mailroom again.':
      'Schaffen Sie Platz, dann starten Sie Mailroom wieder.',
    'Move away what stands there, or name another data folder.':
      'Verschieben Sie, was dort liegt, oder nennen Sie einen anderen Datenordner.',
    'Let this user write there, or choose another folder.':
      'Geben Sie diesem Benutzerkonto dort Schreibrechte, oder wählen Sie einen anderen Ordner.',
    'Free some space, or check the disk.': 'Schaffen Sie Platz, oder prüfen Sie die Festplatte.',
    'Check the disk and the data folder.': 'Prüfen Sie Festplatte und Datenordner.',
    'Remove it, or use a data folder with a shorter name.':
      'Entfernen Sie ihn, oder nehmen Sie einen Datenordner mit kürzerem Namen.',
  },
  patterns: [
    deliveredHere,
    [
      /^Mail for (\S+) waits: the mailbox could not be written\.$/,
      'Post für $1 wartet: In das Postfach konnte nicht geschrieben werden.',
    ],
    [/^(.+) is no folder\.$/, '$1 ist kein Ordner.'],
    [/^([\w. ]+): failed$/, '$1: läuft nicht'],
    [/^([\w. ]+): degraded$/, '$1: läuft eingeschränkt'],
    [/^Not stopped in time, cut off: (.+)\.$/, 'Nicht rechtzeitig beendet, abgebrochen: $1.'],
    [
      /^Cannot lock (.+): other programs keep taking it\.$/,
      'Der Ordner $1 ist nicht zu bekommen: Andere Programme nehmen ihn immer wieder.',
    ],
    [
      /^The folder (.+) belongs to somebody else or can be opened by others\.$/,
      'Der Ordner $1 gehört jemand anderem oder steht anderen offen.',
    ],
    [
      /^The POPAUTH database was damaged and put aside as (.+)\.$/,
      'Die POPAUTH-Datenbank war beschädigt und liegt nun als $1 beiseite.',
    ],
    [
      /^The list of users is empty, but there are mailboxes of (.+) and (\d+) more\.$/,
      'Die Liste der Personen ist leer, aber es gibt Postfächer von $1 und $2 weiteren.',
    ],
    [
      /^The list of users is empty, but there are mailboxes of (.+)\.$/,
      'Die Liste der Personen ist leer, aber es gibt Postfächer von $1.',
    ],
    [
      /^The list of users is cut off at its end, but there are mailboxes of (.+) and (\d+) more\.$/,
      'Die Liste der Personen ist am Ende abgeschnitten, aber es gibt Postfächer von $1 und $2 weiteren.',
    ],
    [
      /^The list of users is cut off at its end, but there are mailboxes of (.+)\.$/,
      'Die Liste der Personen ist am Ende abgeschnitten, aber es gibt Postfächer von $1.',
    ],
    [
      /^What could be read is in use; the damaged file was kept as (.+)\.$/,
      'Was lesbar war, ist in Gebrauch; die beschädigte Datei liegt als $1 beiseite.',
    ],
    [
      /^Mail for (\S+) could not be put into the mailbox and is tried again\.$/,
      'Post für $1 konnte nicht ins Postfach gelegt werden; es wird wieder versucht.',
    ],
    [
      /^(.+) in the mailbox of (\S+) cannot be read \((\w+)\)\.$/,
      '$1 im Postfach von $2 ist nicht lesbar ($3).',
    ],
    [/^(.+) in the mailbox of (\S+) is no file\.$/, '$1 im Postfach von $2 ist keine Datei.'],
    [
      /^The mailbox of (\S+) cannot be read \((.+)\)\.$/,
      'Das Postfach von $1 ist nicht lesbar ($2).',
    ],
    [
      /^The sign-in of (\S+) could not be noted for sending\.$/,
      'Die Anmeldung von $1 konnte nicht als Freigabe zum Senden vermerkt werden.',
    ],
    [
      /^A sign-in from (\S+) could not be checked\.$/,
      'Eine Anmeldung von $1 konnte nicht geprüft werden.',
    ],
    [
      /^1 message could not be deleted \((.+)\)\.$/,
      '1 Nachricht konnte nicht gelöscht werden ($1).',
    ],
    [
      /^(\d+) messages could not be deleted \((.+)\)\.$/,
      '$1 Nachrichten konnten nicht gelöscht werden ($2).',
    ],
    [/^No new connection: (.+)$/, 'Keine neue Verbindung: $1'],
    [
      /^(.+) ends in (\d+) octets of an unfinished record, as a crash leaves it\.$/,
      '$1 endet mit $2 Byte eines unfertigen Eintrags, wie ihn ein Absturz hinterlässt.',
    ],
    [
      /^(.+) is missing from the queue, so mail may be missing\.$/,
      '$1 fehlt in der Warteschlange; Post kann fehlen.',
    ],
    [
      /^(\d+) octets of (.+) are damaged and are put aside as (.+); the messages before and after them are kept\.$/,
      '$1 Byte von $2 sind beschädigt und liegen als $3 beiseite; die Nachrichten davor und danach sind erhalten.',
    ],
    [
      /^(\d+) octets of (.+) are damaged and stay in it, since the disk takes no copy; the messages before and after them are kept\.$/,
      '$1 Byte von $2 sind beschädigt und bleiben darin, weil die Festplatte keine Kopie annimmt; die Nachrichten davor und danach sind erhalten.',
    ],
    [
      /^(.+) has no envelope, perhaps because of the damage: it is put aside as (.+)\.$/,
      'Zu $1 fehlt der Umschlag, vielleicht wegen des Schadens: Die Nachricht liegt als $2 beiseite.',
    ],
    [
      /^What is left of a removed mailbox could not be deleted \((.+)\)\.$/,
      'Der Rest eines entfernten Postfachs konnte nicht gelöscht werden ($1).',
    ],
    [/^(.+) could not be removed yet\.$/, '$1 konnte noch nicht entfernt werden.'],
    [
      /^Mail cannot be kept on this computer’s disk: (.+)\.$/,
      'Auf der Festplatte dieses Computers kann keine Post aufbewahrt werden: $1.',
    ],
    [
      /^No space is left on the disk with (.+)\.$/,
      'Auf der Festplatte mit $1 ist kein Platz mehr.',
    ],
    [
      /^The data folder (.+) cannot be written \((\w+)\)\.$/,
      'Der Datenordner $1 ist nicht beschreibbar ($2).',
    ],
    [
      /^The password of the provider could not be written to the disk \((\w+)\)\.$/,
      'Das Passwort des Anbieters konnte nicht auf die Festplatte geschrieben werden ($1).',
    ],
    [
      /^This could not be noted on the disk \((\w+)\)\.$/,
      'Das konnte auf der Festplatte nicht vermerkt werden ($1).',
    ],
    [
      /^The queue in (.+) cannot be read \((\w+)\)\.$/,
      'Die Warteschlange in $1 ist nicht lesbar ($2).',
    ],
    [
      /^The journal file (.+) cannot be read \((\w+)\)\.$/,
      'Die Protokolldatei $1 ist nicht lesbar ($2).',
    ],
    [
      /^The journal folder (.+) cannot be read \((\w+)\)\.$/,
      'Der Ordner des Protokolls, $1, ist nicht lesbar ($2).',
    ],
    [/^The journal (\S+) cannot be read \((\w+)\)\.$/, 'Das Protokoll, $1, ist nicht lesbar ($2).'],
    [
      /^The practice folder (.+) cannot be used \((\w+)\)\.$/,
      'Der Ordner des Übungsanbieters, $1, ist nicht nutzbar ($2).',
    ],
    [
      /^The list of users, (.+), cannot be read \((\w+)\)\.$/,
      'Die Liste der Personen, $1, ist nicht lesbar ($2).',
    ],
    [
      /^Less than (\d+)\.(\d GB) is free on this computer’s disk, so new mail is refused\.$/,
      'Auf der Festplatte dieses Computers sind weniger als $1,$2 frei, darum wird neue Post abgelehnt.',
    ],
    [
      /^Less than (\d+ [MG]B) is free on this computer’s disk, so new mail is refused\.$/,
      'Auf der Festplatte dieses Computers sind weniger als $1 frei, darum wird neue Post abgelehnt.',
    ],
    [/^The journal cannot be written: (.+)\.$/, 'Das Protokoll kann nicht geschrieben werden: $1.'],
    [/^(\d+) entries were lost so far\.$/, '$1 Einträge gingen bisher verloren.'],
    [
      /^(\d+) journal entries were lost while the disk could not be written\.$/,
      '$1 Einträge des Protokolls gingen verloren, solange die Festplatte nicht beschreibbar war.',
    ],
    [
      /^The file with the stored passwords, (.+), cannot be read \((\w+)\)\.$/,
      'Die Datei mit den gespeicherten Passwörtern, $1, ist nicht lesbar ($2).',
    ],
    [
      /^The file with the stored passwords, (.+), is damaged\.$/,
      'Die Datei mit den gespeicherten Passwörtern, $1, ist beschädigt.',
    ],
    [
      /^This desktop shows no tray icon: (.+)$/,
      'Dieser Desktop zeigt kein Symbol neben der Uhr: $1',
    ],
  ],
};
