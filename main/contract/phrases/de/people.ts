import type { Phrases } from '../say.ts';

/** Names, passwords, addresses, trusted devices (`relay/users`, `control/people-handlers.ts`). German. */
export const peoplePhrases: Phrases = {
  whole: {
    'Use 1 to 64 small letters, digits, dots, hyphens or underscores, for example joe or front-desk.':
      'Nehmen Sie 1 bis 64 Kleinbuchstaben, Ziffern, Punkte, Binde- oder Unterstriche, zum Beispiel joe oder empfang.',
    'Write an address such as info@example.com, or only the part before the @.':
      'Schreiben Sie eine Adresse wie info@example.com oder nur den Teil vor dem @.',
    'This cannot be a password.': 'Das kann kein Passwort sein.',
    'Use 1 to 255 characters without line breaks.':
      'Nehmen Sie 1 bis 255 Zeichen ohne Zeilenumbruch.',
    'Choose another name, or take the alias away first.':
      'Wählen Sie einen anderen Namen, oder nehmen Sie zuerst die Adresse weg.',
    'Take it from that user first.': 'Nehmen Sie sie zuerst dort weg.',
    'That is not this user’s password.': 'Das ist nicht das Passwort dieser Person.',
    'So many sign-ins are being checked now that this password cannot be.':
      'Im Augenblick werden so viele Anmeldungen geprüft, dass dieses Passwort nicht an die Reihe kommt.',
    'Try again in a minute.': 'Versuchen Sie es in einer Minute noch einmal.',
    'Try again.': 'Versuchen Sie es noch einmal.',
    'The list of users could not be saved, so nothing was changed.':
      'Die Liste der Personen konnte nicht gespeichert werden, darum wurde nichts geändert.',
    'Check that the disk is not full and that the data folder may be written, then try again.':
      'Prüfen Sie, ob auf der Festplatte Platz ist und ob der Datenordner beschreibbar ist; versuchen Sie es dann noch einmal.',
    'Delete the folder that bears the name, under "mailboxes" in the data folder.':
      'Löschen Sie den Ordner, der den Namen trägt, unter „mailboxes“ im Datenordner.',
    'Enable the user first.': 'Schalten Sie den Namen zuerst wieder ein.',
    'Write it like 192.168.1.20.': 'Schreiben Sie sie wie 192.168.1.20.',
    'That address is trusted and needs no window.':
      'Dieser Adresse wird schon vertraut; sie braucht keine Freigabe.',
    'That address is a proxy, and never gets a window.':
      'Diese Adresse ist ein Proxy und bekommt nie eine Freigabe.',
    'POP before SMTP is switched off.': 'POP vor SMTP ist ausgeschaltet.',
    'The POPAUTH database cannot be written.':
      'Die POPAUTH-Datenbank kann nicht geschrieben werden.',
    'Change that one, or take it back first.':
      'Ändern Sie diesen Eintrag, oder nehmen Sie ihn zuerst zurück.',
    'Give each a name of its own.': 'Geben Sie jedem einen eigenen Namen.',
  },
  patterns: [
    [/^"(.*)" cannot be a user name\.$/, '„$1“ kann kein Name sein.'],
    [/^"(.*)" is no address\.$/, '„$1“ ist keine Adresse.'],
    [/^"(.*)" is no IP address\.$/, '„$1“ ist keine IP-Adresse.'],
    [/^There is already a user or alias (\S+)\.$/, 'Den Namen oder die Adresse $1 gibt es schon.'],
    [/^(\S+) belongs to (\S+) already\.$/, '$1 gehört schon zu $2.'],
    [/^There is no user (\S+)\.$/, 'Es gibt niemanden mit dem Namen $1.'],
    [
      /^(\S+) was removed, but the mailbox could not be deleted \((.+)\)\.$/,
      '$1 wurde entfernt, aber das Postfach ließ sich nicht löschen ($2).',
    ],
    [/^(\S+) is disabled, and may not send\.$/, '$1 ist ausgeschaltet und darf nicht senden.'],
    [/^(\S+) is not blocked\.$/, '$1 ist nicht gesperrt.'],
    [/^Nothing trusted is called (.+)\.$/, 'Kein vertrautes Gerät heißt $1.'],
    [/^(\S+) is trusted already, as "(.+)"\.$/, '$1 wird schon vertraut, als „$2“.'],
    [/^Two trusted networks have the name "(.+)"\.$/, 'Zwei Geräte haben den Namen „$1“.'],
  ],
};
