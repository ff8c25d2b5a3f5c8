import type { Phrases } from '../say.ts';

/** What settings may be, and where they are kept (`relay/settings`). German. */
export const settingsPhrases: Phrases = {
  whole: {
    'The settings are not valid.': 'Die Einstellungen sind nicht gültig.',
    'The delay notice must come before the queue gives up.':
      'Der Hinweis auf die Verspätung muss vor dem Aufgeben kommen.',
    'The name of the provider’s server is missing.': 'Der Name des Servers fehlt.',
    'Write the outgoing server that the provider names, for example smtp.example.com.':
      'Tragen Sie den Postausgangsserver ein, den der Anbieter nennt, zum Beispiel smtp.example.com.',
    'Check that the disk is not full and that the data folder may be written; nothing was changed.':
      'Prüfen Sie, ob auf der Festplatte Platz ist und ob der Datenordner beschreibbar ist; es wurde nichts geändert.',
    'Nothing was changed. Check that the disk is not full.':
      'Es wurde nichts geändert. Prüfen Sie, ob die Festplatte voll ist.',
    'Sending is paused.': 'Der Versand ruht.',
    'Resume it with "mailroom queue resume" to send what waits.':
      'Setzen Sie ihn fort, damit die wartende Post hinausgeht.',
    'may not be empty': 'darf nicht leer sein',
    'is missing': 'fehlt',
    'does not exist; check how it is written': 'gibt es nicht; prüfen Sie die Schreibweise',
    'may not hold line breaks or control characters':
      'darf keine Zeilenumbrüche und Steuerzeichen enthalten',
    'is too wide: it would let strangers send; write the office’s own addresses, for example 192.168.1.0/24':
      'ist zu weit gefasst: Fremde könnten senden; nennen Sie die Adressen des Büros, zum Beispiel 192.168.1.0/24',
    'is no address or network; write for example 192.168.1.20 or 192.168.1.0/24':
      'ist keine Adresse und kein Netz; schreiben Sie zum Beispiel 192.168.1.20 oder 192.168.1.0/24',
    'is no domain; write for example example.com, in small letters':
      'ist keine Domain; schreiben Sie zum Beispiel example.com, in Kleinbuchstaben',
    'is no address or domain; write for example joe@example.com or example.com':
      'ist keine Adresse und keine Domain; schreiben Sie zum Beispiel joe@example.com oder example.com',
    'is no address of this PC; write for example 127.0.0.1, or nothing for all addresses':
      'ist keine Adresse dieses Computers; schreiben Sie zum Beispiel 127.0.0.1, oder nichts für alle',
    'is no SHA-256 fingerprint; it is 32 pairs of hex digits with colons between':
      'ist kein SHA-256-Fingerabdruck; er hat 32 Paare aus Ziffern und den Buchstaben A bis F, mit Doppelpunkten dazwischen',
    'is no server name; write for example smtp.example.com':
      'ist kein Servername; schreiben Sie zum Beispiel smtp.example.com',
    'is no host name; write for example mail.example.com':
      'ist kein Rechnername; schreiben Sie zum Beispiel mail.example.com',
    'must be a whole number': 'muss eine ganze Zahl sein',
    'must be a number': 'muss eine Zahl sein',
    'must be a text': 'muss ein Text sein',
    'must be a list': 'muss eine Liste sein',
    'must be true or false': 'muss true oder false sein',
    'must be a group of settings': 'muss eine Gruppe von Einstellungen sein',
    'It is no complete JSON.': 'Sie ist kein vollständiges JSON.',
    'The last good settings are used.': 'Es gelten die letzten guten Einstellungen.',
    'No good copy was found, so Mailroom starts with the first settings.':
      'Es fand sich keine gute Kopie, darum beginnt Mailroom mit den Anfangseinstellungen.',
    'Check them with "mailroom settings get".': 'Sehen Sie die Einstellungen durch.',
    'The settings have no valid version number.':
      'Die Einstellungen haben keine gültige Versionsnummer.',
    'Install the newer Mailroom again, or start with another data folder.':
      'Installieren Sie das neuere Mailroom wieder, oder beginnen Sie mit einem anderen Datenordner.',
    'It is not known for which server the password that is kept was given.':
      'Es ist nicht bekannt, für welchen Server das gespeicherte Passwort eingegeben wurde.',
    'Use "mailroom provider set --host NAME", which asks for the new one.':
      'Ändern Sie den Server auf der Seite Anbieter; dort wird auch das Passwort eingegeben.',
  },
  patterns: [
    [
      /^The password that is kept was given for (\S+)\.$/,
      'Das gespeicherte Passwort gehört zu $1.',
    ],
    [/^Give the password for (\S+) as well\.$/, 'Geben Sie auch das Passwort für $1 ein.'],
    [
      /^The provider (\S+) is this Mailroom itself: mail would go in a circle\.$/,
      'Der Anbieter $1 ist dieses Mailroom selbst: Die Post liefe im Kreis.',
    ],
    [
      /^Choose fewer than (\S+) hours, or raise queue\.giveUpHours\.$/,
      'Wählen Sie weniger als $1 Stunden, oder geben Sie später auf.',
    ],
    [/^The setting (\S+) must be (\S+) or more\.$/, 'Der Wert muss mindestens $2 sein.'],
    [/^The setting (\S+) must be more than (\S+)\.$/, 'Der Wert muss größer als $2 sein.'],
    [/^The setting (\S+) must be (\S+) or less\.$/, 'Der Wert darf höchstens $2 sein.'],
    [
      /^The setting (\S+) is longer than (\d+) characters\.$/,
      'Der Text ist länger als $2 Zeichen.',
    ],
    [
      /^The setting (\S+) may have at most (\d+) entries\.$/,
      'Die Liste darf höchstens $2 Einträge haben.',
    ],
    [
      /^The setting (\S+) must have at least (\d+) (?:entry|entries)\.$/,
      'Die Liste muss mindestens $2 Einträge haben.',
    ],
    [/^The setting (\S+) (.+)\.$/, 'Dies %2.'],
    [/^The settings ((?:is|must|may|does) .+)\.$/, 'Die Einstellungen: Dies %1.'],
    [/^must be one of: (.+)$/, 'muss eines hiervon sein: $1'],
    [/^is shorter than (\d+) characters$/, 'ist kürzer als $1 Zeichen'],
    [
      /^The settings could not be saved: (.+)$/,
      'Die Einstellungen konnten nicht gespeichert werden: $1',
    ],
    [/^"(.*)" cannot be the value of (\S+)\.$/, '„$1“ passt nicht für $2.'],
    [/^There is no setting (\S+)\.$/, 'Die Einstellung $1 gibt es nicht.'],
    [
      /^The settings file, (.+), cannot be read \((\w+)\)\.$/,
      'Die Datei der Einstellungen, $1, ist nicht lesbar ($2).',
    ],
    [
      /^The settings file (.+) was missing; the last good settings are used\.$/,
      'Die Datei der Einstellungen, $1, fehlte; es gelten die letzten guten Einstellungen.',
    ],
    [
      /^The settings file (.+) is missing since it was damaged\.$/,
      'Die Datei der Einstellungen, $1, war beschädigt und fehlt seitdem.',
    ],
    [
      /^The settings file was damaged and put aside as (.+)\.$/,
      'Die Datei der Einstellungen war beschädigt und liegt als $1 beiseite.',
    ],
    [
      /^(.+) is damaged \(.+\); the next start puts it aside and uses the last good settings\.$/,
      '$1 ist beschädigt; der nächste Start legt die Datei beiseite und nimmt die letzten guten Einstellungen.',
    ],
    [
      /^(.+) is damaged \(.+\); the next start puts it aside and uses the first settings\.$/,
      '$1 ist beschädigt; der nächste Start legt die Datei beiseite und beginnt mit den Anfangseinstellungen.',
    ],
    [
      /^These settings were written by a newer Mailroom \(their version is (\d+), this program knows (\d+)\)\.$/,
      'Diese Einstellungen stammen von einem neueren Mailroom (ihre Version ist $1, dieses Programm kennt $2).',
    ],
  ],
};
