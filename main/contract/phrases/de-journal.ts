import type { Phrases } from './say.ts';

/** Events of the journal and why somebody was refused. German. */
export const journalPhrases: Phrases = {
  whole: {
    // Why somebody was refused (`relay/popauth/refusal.ts`).
    'The program tried to sign in when sending, and name or password were wrong.':
      'Das Programm wollte sich beim Senden anmelden, und Name oder Passwort waren falsch.',
    'Type name and password again in its settings for outgoing mail.':
      'Geben Sie Name und Passwort in seinen Einstellungen für ausgehende Post noch einmal ein.',
    'Nobody had checked mail from this address, and the program did not sign in.':
      'Von dieser Adresse hatte niemand Post abgeholt, und das Programm meldete sich nicht an.',
    'Turn on "My server requires authentication" in your mail program, or check your mail first and send again.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein, oder holen Sie zuerst Post ab und senden Sie dann noch einmal.',
    'The last mail check from this address was too long ago.':
      'Von dieser Adresse wurde zu lange keine Post mehr abgeholt.',
    'The POPAUTH database could not be read or written, so nobody is let through by it.':
      'Die POPAUTH-Datenbank konnte nicht gelesen oder geschrieben werden, darum lässt sie niemanden durch.',
    'Run "mailroom doctor" and look at the disk.':
      'Starten Sie die Diagnose und sehen Sie nach der Festplatte.',
    'Signing in when sending still works.': 'Die Anmeldung beim Senden geht weiterhin.',
    'The connection came through a proxy, which hides who is behind it.':
      'Die Verbindung kam über einen Proxy, der verbirgt, wer dahinter ist.',
    'Turn on "My server requires authentication" in the mail program.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein.',
    'Somebody checked mail from this address, but the sender address is not theirs.':
      'Von dieser Adresse hat jemand Post abgeholt, aber die Absenderadresse gehört einer anderen Person.',
    'Use your own address as sender, or add it to the user as an alias.':
      'Nehmen Sie die eigene Adresse als Absender, oder geben Sie sie der Person als weitere Adresse.',
    'This device is trusted, but not with that sender address.':
      'Dieses Gerät ist zugelassen, aber nicht mit dieser Absenderadresse.',
    'Set the device to an allowed sender, or change the list with "mailroom trust".':
      'Stellen Sie am Gerät einen erlaubten Absender ein, oder ändern Sie die Liste unter „Netz und Sicherheit“.',
    'This device is trusted, but not for recipients in that domain.':
      'Dieses Gerät ist zugelassen, aber nicht für Empfänger in dieser Domain.',
    'Change its list of recipient domains with "mailroom trust".':
      'Ändern Sie unter „Netz und Sicherheit“ seine Liste der Empfängerdomains.',
    'This device has used up its number of messages for this hour.':
      'Dieses Gerät hat die Zahl seiner Nachrichten für diese Stunde aufgebraucht.',
    'Wait, or raise its limit with "mailroom trust".':
      'Warten Sie, oder erhöhen Sie unter „Netz und Sicherheit“ seine Grenze.',
    // Events.
    'Mailroom was stopped.': 'Mailroom wurde beendet.',
    'The provider takes mail again.': 'Der Anbieter nimmt wieder Post an.',
    'The POPAUTH database can be read again.': 'Die POPAUTH-Datenbank ist wieder lesbar.',
    'The POPAUTH database works again: checking mail lets people send.':
      'Die POPAUTH-Datenbank geht wieder: Wer Post abholt, darf senden.',
    'It is an address that you trust: look for a program or device there with an old password.':
      'Es ist eine zugelassene Adresse: Suchen Sie dort ein Programm oder Gerät mit einem alten Passwort.',
    'A request of the window had a wrong shape.': 'Eine Anfrage des Fensters war fehlerhaft.',
    'Everybody has to check mail again.': 'Alle müssen noch einmal Post abholen.',
    'The message could not be read from this computer’s disk.':
      'Die Nachricht konnte nicht von der Festplatte dieses Computers gelesen werden.',
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
      /^A program at (\S+) wanted to sign in without encryption, which is not allowed from there\.$/,
      'Ein Programm unter $1 wollte sich unverschlüsselt anmelden; das ist von dort nicht erlaubt.',
    ],
    [
      /^(\S+) is blocked for (\d+) minutes after too many failed sign-ins\.$/,
      '$1 ist nach zu vielen Fehlversuchen für $2 Minuten gesperrt.',
    ],
    [
      /^"mailroom blocks remove \S+" lifts it\.$/,
      'Aufheben können Sie das unter „Netz und Sicherheit“.',
    ],
    [/^The block of (\S+) was lifted\.$/, 'Die Sperre von $1 wurde aufgehoben.'],
    [
      /^(\S+) may send from (\S+) for ([\d.]+) minutes\.$/,
      '$1 darf $3 Minuten lang von $2 senden.',
    ],
    [/^The window of (\S+) at (\S+) has ended\.$/, 'Die Freigabe von $1 unter $2 ist abgelaufen.'],
    [/^The window of (\S+) at (\S+) was closed\.$/, 'Die Freigabe von $1 unter $2 wurde beendet.'],
    [
      /^(\S+) fetched (\d+) and deleted (\d+) messages\.$/,
      '$1 hat $2 Nachrichten abgeholt und $3 gelöscht.',
    ],
    [
      /^(\S+) went without QUIT: (\d+) messages fetched, none deleted\.$/,
      '$1 ging ohne Abmeldung: $2 Nachrichten abgeholt, keine gelöscht.',
    ],
    [
      /^Took a message from (\S+) for 1 recipient\.$/,
      'Eine Nachricht von $1 für 1 Empfänger angenommen.',
    ],
    [
      /^Took a message from (\S+) for (\d+) recipients\.$/,
      'Eine Nachricht von $1 für $2 Empfänger angenommen.',
    ],
    [/^Refused a message from (\S+)\.$/, 'Eine Nachricht von $1 abgewiesen.'],
    [/^Delivered to (\S+): (.*)$/, 'Zugestellt an $1: $2'],
    [/^Given up after (\d+) hours: (\S+)$/, 'Nach $1 Stunden aufgegeben: $2'],
    [/^Given up after (\d+) hours\.$/, 'Nach $1 Stunden aufgegeben.'],
    [/^Deleted by hand: (\S*) to (.+)\.$/, 'Von Hand gelöscht: $1 an $2.'],
    [/^It said: (.*)$/, 'Er sagte: $1'],
    [/^User (\S+) was added\.$/, '$1 wurde hinzugefügt.'],
    [/^User (\S+) was removed\.$/, '$1 wurde entfernt.'],
    [/^User (\S+): password changed\.$/, '$1 hat ein neues Passwort.'],
    [/^User (\S+): enabled\.$/, '$1 darf sich wieder anmelden.'],
    [/^User (\S+): disabled\.$/, '$1 darf sich nicht mehr anmelden.'],
    [/^Mailroom (\S+) runs in (.+)\.$/, 'Mailroom $1 läuft in $2.'],
    [/^A certificate for (\S+) was made\.$/, 'Ein Zertifikat für $1 wurde erstellt.'],
    [
      /^A backup was restored: settings and (\d+) people and devices\.$/,
      'Eine Sicherung wurde zurückgeholt: Einstellungen und $1 Personen und Geräte.',
    ],
    [/^(\d+) more events are in the journal\.$/, '$1 weitere Ereignisse stehen im Protokoll.'],
    [/^Settings were changed: (.+)\.$/, 'Einstellungen wurden geändert: $1.'],
    [/^A connection broke: (.+)\.$/, 'Eine Verbindung brach ab: $1.'],
    [
      /^The POPAUTH database was damaged and put aside as (.+)\.$/,
      'Die POPAUTH-Datenbank war beschädigt und liegt nun als $1 beiseite.',
    ],
  ],
};
