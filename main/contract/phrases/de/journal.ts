import type { Phrases } from '../say.ts';

/** What happened, as the live lines tell it. German. */
export const journalPhrases: Phrases = {
  whole: {
    'Mailroom was stopped.': 'Mailroom wurde beendet.',
    'Its lines do not end as mail asks (CR LF).':
      'Ihre Zeilen enden nicht, wie es bei Post sein muss (CR LF).',
    'Its sender’s address is not written as mail asks.':
      'Ihre Absenderadresse ist nicht so geschrieben, wie es bei Post sein muss.',
    'Switch on "Be lenient with old devices" for this port if it must be taken.':
      'Schalten Sie für diesen Port „Nachsichtig mit alten Geräten sein“ ein, wenn sie angenommen werden muss.',
    'Its header is too long.': 'Ihr Kopf ist zu lang.',
    'It has been through here already: it goes round in a circle.':
      'Sie war schon einmal hier: Sie läuft im Kreis.',
    'See whether some address forwards back to here.':
      'Sehen Sie nach, ob eine Adresse hierher zurück weiterleitet.',
    'It came over so many servers that it must go round in a circle.':
      'Sie kam über so viele Server, dass sie im Kreis laufen muss.',
    'See whether some address forwards back to itself.':
      'Sehen Sie nach, ob eine Adresse an sich selbst weiterleitet.',
    'The provider takes mail again.': 'Der Anbieter nimmt wieder Post an.',
    'The disk takes mail again.': 'Die Festplatte nimmt wieder Post an.',
    'It is an address of this office: look for a program or device there with an old password.':
      'Die Adresse gehört zu diesem Büro: Suchen Sie dort ein Programm oder Gerät mit einem alten Passwort.',
    'Set the program to STARTTLS, or to the port for SSL/TLS.':
      'Stellen Sie in dem Programm STARTTLS ein oder den Port für SSL/TLS.',
    'Set the program to SSL/TLS, or to another port.':
      'Stellen Sie in dem Programm SSL/TLS ein oder einen anderen Port.',
    'A request of the window had a wrong shape.': 'Eine Anfrage des Fensters war fehlerhaft.',
    'The window asked for something unknown.': 'Das Fenster fragte nach etwas Unbekanntem.',
  },
  patterns: [
    [/^(\S+) signed in from (\S+)\.$/, '$1 hat sich von $2 angemeldet.'],
    [
      /^A sign-in as an unknown user from (\S+) failed\.$/,
      'Eine Anmeldung mit unbekanntem Namen von $1 schlug fehl.',
    ],
    [/^A sign-in as (\S+) from (\S+) failed\.$/, 'Eine Anmeldung als $1 von $2 schlug fehl.'],
    [
      /^A sign-in from (\S+) was put off: too many are being checked at once\.$/,
      'Eine Anmeldung von $1 wurde verschoben: Zu viele werden gleichzeitig geprüft.',
    ],
    [
      /^A program at (\S+) left without signing in: it did not encrypt, and without encryption no sign-in is taken from there\.$/,
      'Ein Programm unter $1 trennte die Verbindung, ohne sich anzumelden: Es hat nicht verschlüsselt, und unverschlüsselt wird von dort keine Anmeldung angenommen.',
    ],
    [
      /^A program at (\S+) wanted to sign in without encryption, which is not allowed from there\.$/,
      'Ein Programm unter $1 wollte sich unverschlüsselt anmelden; das ist von dort nicht erlaubt.',
    ],
    [
      /^(\S+) is blocked for 1 minute after too many failed sign-ins\.$/,
      '$1 ist nach zu vielen Fehlversuchen für 1 Minute gesperrt.',
    ],
    [
      /^(\S+) is blocked for (\d+) minutes? after too many failed sign-ins\.$/,
      '$1 ist nach zu vielen Fehlversuchen für $2 Minuten gesperrt.',
    ],
    [/^Most of them were for (\S+)\.$/, 'Die meisten galten $1.'],
    [
      /^"mailroom blocks remove \S+" lifts it\.$/,
      'Aufheben können Sie das unter „Netz und Sicherheit“.',
    ],
    [/^The block of (\S+) was lifted\.$/, 'Die Sperre von $1 wurde aufgehoben.'],
    [/^(\S+) may send from (\S+) for 1 minute\.$/, '$1 darf 1 Minute lang von $2 senden.'],
    [
      /^(\S+) may send from (\S+) for ([\d.]+) minutes?\.$/,
      '$1 darf $3 Minuten lang von $2 senden.',
    ],
    [
      /^(\S+) may send from (\S+) for ([\d.]+) minutes?, once the POPAUTH database works again\.$/,
      '$1 darf $3 Min. lang von $2 senden, sobald die POPAUTH-Datenbank wieder geht.',
    ],
    [/^The window of (\S+) at (\S+) has ended\.$/, 'Die Freigabe von $1 unter $2 ist abgelaufen.'],
    [/^The window of (\S+) at (\S+) was closed\.$/, 'Die Freigabe von $1 unter $2 wurde beendet.'],
    [
      /^(\S+) fetched 1 and deleted (\d+) messages?\.$/,
      '$1 hat 1 Nachricht abgeholt und $2 gelöscht.',
    ],
    [
      /^(\S+) fetched (\d+) and deleted (\d+) messages?\.$/,
      '$1 hat $2 Nachrichten abgeholt und $3 gelöscht.',
    ],
    [
      /^(\S+) signed in again from (\S+): the session there that was silent for (\d+) seconds was closed\.$/,
      '$1 hat sich von $2 neu angemeldet: Die Verbindung dort, auf der $3 Sekunden nichts kam, wurde getrennt.',
    ],
    [
      /^(\S+) went without QUIT: 1 messages? fetched, none deleted\.$/,
      '$1 trennte die Verbindung ohne Abmeldung: 1 Nachricht abgeholt, keine gelöscht.',
    ],
    [
      /^(\S+) went without QUIT: (\d+) messages? fetched, none deleted\.$/,
      '$1 trennte die Verbindung ohne Abmeldung: $2 Nachrichten abgeholt, keine gelöscht.',
    ],
    [
      /^Took a message from (.+) for 1 recipient\.$/,
      'Eine Nachricht von $1 für 1 Empfänger angenommen.',
    ],
    [
      /^Took a message from (.+) for (\d+) recipients?\.$/,
      'Eine Nachricht von $1 für $2 Empfänger angenommen.',
    ],
    [/^A message from (\S+) was not taken\.$/, 'Eine Nachricht von $1 wurde nicht angenommen.'],
    [
      /^It is too big: at most (\d+)\.(\d MB) are taken\.$/,
      'Sie ist zu groß: Höchstens $1,$2 werden angenommen.',
    ],
    [
      /^It is too big: at most (\d+ (?:MB|octets)) are taken\.$/,
      'Sie ist zu groß: Höchstens $1 werden angenommen.',
    ],
    [/^Refused a message from (\S+)\.$/, 'Eine Nachricht von $1 abgelehnt.'],
    [/^Delivered to ("[^"]*"@\S+|\S+): (.*)$/, 'Zugestellt an $1: %2'],
    [/^Given up after (\d+) hours: (.+)$/, 'Nach $1 Stunden aufgegeben: $2'],
    [/^Given up after (\d+) hours\.$/, 'Nach $1 Stunden aufgegeben.'],
    [/^Deleted by hand: ("[^"]*"@\S+|\S*) to (.+)\.$/, 'Von Hand gelöscht: $1 an $2.'],
    [/^It said: (.*)$/, 'Die Antwort: $1'],
    [/^User (\S+) was added\.$/, '$1 wurde hinzugefügt.'],
    [/^User (\S+) was removed\.$/, '$1 wurde entfernt.'],
    [/^User (\S+): password changed\.$/, '$1 hat ein neues Passwort.'],
    [/^User (\S+): addresses changed\.$/, '$1 hat andere weitere Adressen.'],
    [/^User (\S+): APOP switched on\.$/, '$1 darf sich mit APOP anmelden.'],
    [/^User (\S+): APOP switched off\.$/, '$1 darf sich nicht mehr mit APOP anmelden.'],
    [/^User (\S+): enabled\.$/, '$1 darf sich wieder anmelden.'],
    [/^User (\S+): disabled\.$/, '$1 darf sich nicht mehr anmelden.'],
    [/^Mailroom (\S+) runs in (.+)\.$/, 'Mailroom $1 läuft in $2.'],
    [/^A certificate for (\S+) was made\.$/, 'Ein Zertifikat für $1 wurde erstellt.'],
    [
      /^A backup was restored: settings, people and devices \((\d+)\)\.$/,
      'Eine Sicherung wurde wiederhergestellt: Einstellungen, Personen und Geräte ($1).',
    ],
    [/^(\d+) more events are in the journal\.$/, '$1 weitere Ereignisse stehen im Protokoll.'],
    [/^Settings were changed: (.+)\.$/, 'Einstellungen wurden geändert: $1.'],
    [
      /^A program at (\S*) encrypts from the beginning, but this port does not\.$/,
      'Ein Programm unter $1 verschlüsselt von Anfang an, dieser Port aber nicht.',
    ],
    [
      /^A program at (\S*) does not encrypt, but this port does from the beginning\.$/,
      'Ein Programm unter $1 verschlüsselt nicht, dieser Port aber von Anfang an.',
    ],
    [/^A connection broke: (.+)\.$/, 'Eine Verbindung brach ab: $1.'],
    [/^A request from (.+) was refused\.$/, 'Eine Anfrage von $1 wurde abgelehnt.'],
    [/^… and (\d+) more like this: (.+)$/, '… und noch $1 wie diese: %2'],
    [/^… and (\d+),(\d{3}) more like this: (.+)$/, '… und noch $1.$2 wie diese: %3'],
    [
      /^… and (\d+) more from many addresses, the last one: (.+)$/,
      '… und noch $1 von vielen Adressen, die letzte: %2',
    ],
    [
      /^… and (\d+),(\d{3}) more from many addresses, the last one: (.+)$/,
      '… und noch $1.$2 von vielen Adressen, die letzte: %3',
    ],
    [/^(.+) is told: delayed\.$/, '$1 erhält einen Hinweis, dass sich die Nachricht verspätet.'],
    [/^(.+) is told: failed\.$/, '$1 erhält die Nachricht als unzustellbar zurück.'],
    [/^(.+) is told: delivered\.$/, '$1 erhält eine Bestätigung der Zustellung.'],
    [/^(.+) is told: relayed\.$/, '$1 erfährt, dass die Nachricht weitergegeben wurde.'],
    [
      /^The report could not be sent, and goes into the mailbox of (.+)\.$/,
      'Der Bericht konnte nicht gesendet werden und kommt in das Postfach von $1.',
    ],
    // Last: what became of one recipient, and why.
    [/^("[^"]*"@\S+|\S+@\S+): (.+)$/, '$1: %2'],
  ],
};
