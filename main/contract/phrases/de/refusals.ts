import type { Phrases } from '../say.ts';

/** Why somebody was refused, and what to do (`relay/popauth`). German. */
export const refusalsPhrases: Phrases = {
  whole: {
    'The program tried to sign in when sending, and name or password were wrong.':
      'Das Programm wollte sich beim Senden anmelden, und Name oder Passwort waren falsch.',
    'Type name and password again in its settings for outgoing mail.':
      'Geben Sie Name und Passwort in seinen Einstellungen für ausgehende Post noch einmal ein.',
    'The program tried to sign in when sending, and sign-ins are blocked for a while after too many wrong passwords.':
      'Das Programm wollte sich beim Senden anmelden, und nach zu vielen falschen Passwörtern sind Anmeldungen eine Weile gesperrt.',
    'Correct the password where it is wrong.':
      'Berichtigen Sie das Passwort dort, wo es falsch ist.',
    'Then wait, or lift the block: see "mailroom blocks list".':
      'Warten Sie dann, oder heben Sie die Sperre unter „Netz und Sicherheit“ auf.',
    'The program tried to sign in when sending, and that could not be checked.':
      'Das Programm wollte sich beim Senden anmelden, und das ließ sich nicht prüfen.',
    'Send again.': 'Senden Sie noch einmal.',
    'If that does not help, run "mailroom doctor".': 'Hilft das nicht, starten Sie die Diagnose.',
    'Nobody had checked mail from this address, and the program did not sign in.':
      'Von dieser Adresse hatte niemand Post abgeholt, und das Programm meldete sich nicht an.',
    'Turn on "My server requires authentication" in your mail program, or check your mail first and send again.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein, oder holen Sie zuerst Post ab und senden Sie dann noch einmal.',
    'The program did not sign in, and POP before SMTP is switched off.':
      'Das Programm meldete sich nicht an, und POP vor SMTP ist ausgeschaltet.',
    'Turn on "My server requires authentication" in your mail program.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein.',
    'Turn on "My server requires authentication" and STARTTLS in your mail program.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ und STARTTLS ein.',
    'The last mail check from this address was too long ago.':
      'Von dieser Adresse wurde zu lange keine Post mehr abgeholt.',
    'Mail was checked from this address, but its time to send was ended early: by hand, or because a password or a person was changed.':
      'Von dieser Adresse wurde Post abgeholt, aber die Zeit zum Senden wurde vorzeitig beendet: von Hand, oder weil ein Passwort oder eine Person geändert wurde.',
    'The POPAUTH database could not be read or written, so nobody is let through by it.':
      'Die POPAUTH-Datenbank konnte nicht gelesen oder geschrieben werden, darum lässt sie niemanden durch.',
    'Run "mailroom doctor" and look at the disk.':
      'Starten Sie die Diagnose und prüfen Sie die Festplatte.',
    'This version of Mailroom does not know the reason.':
      'Diese Version von Mailroom kennt den Grund nicht.',
    'Type the IPv4 address of this computer as the server for incoming and for outgoing mail.':
      'Tragen Sie die IPv4-Adresse dieses Computers als Server für eingehende und für ausgehende Post ein.',
    'Turn on "My server requires authentication" and STARTTLS in your mail program, or check your mail first and send again.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ und STARTTLS ein, oder holen Sie zuerst Post ab und senden Sie dann noch einmal.',
    'The program did not encrypt either, and without encryption no password is taken from there.':
      'Das Programm hat auch nicht verschlüsselt, und ohne Verschlüsselung wird von dort kein Passwort angenommen.',
    'Turn on STARTTLS for outgoing mail, too.':
      'Schalten Sie für ausgehende Post auch STARTTLS ein.',
    'Perhaps mail was checked over IPv4 and sent over IPv6, or the other way round.':
      'Vielleicht wurde die Post über IPv4 abgeholt und über IPv6 gesendet, oder umgekehrt.',
    'Signing in when sending still works.': 'Die Anmeldung beim Senden geht weiterhin.',
    'The connection came through a proxy, which hides who is behind it.':
      'Die Verbindung kam über einen Proxy, der verbirgt, wer dahinter ist.',
    'Turn on "My server requires authentication" in the mail program.':
      'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein.',
    'Somebody checked mail from this address, but the sender address is not theirs.':
      'Von dieser Adresse hat jemand Post abgeholt, aber die Absenderadresse gehört einer anderen Person.',
    'The From line of the message names no address.':
      'In der Absenderzeile (From) der Nachricht steht keine Adresse.',
    'Use your own address as sender, or add it to the user as an alias.':
      'Nehmen Sie die eigene Adresse als Absender, oder geben Sie sie der Person als weitere Adresse.',
    'This device is trusted, but not with that sender address.':
      'Diesem Gerät wird vertraut, aber nicht mit dieser Absenderadresse.',
    'Set the device to an allowed sender, or change the list with "mailroom trust set".':
      'Stellen Sie am Gerät einen erlaubten Absender ein, oder ändern Sie die Liste unter „Netz und Sicherheit“.',
    'This device is trusted, but not for recipients in that domain.':
      'Diesem Gerät wird vertraut, aber nicht für Empfänger in dieser Domain.',
    'Change its list of recipient domains with "mailroom trust set".':
      'Ändern Sie unter „Netz und Sicherheit“ seine Liste der Empfängerdomains.',
    'This device has used up its number of messages for this hour.':
      'Dieses Gerät hat die Zahl seiner Nachrichten für diese Stunde aufgebraucht.',
    'Wait, or raise its limit with "mailroom trust set".':
      'Warten Sie, oder erhöhen Sie unter „Netz und Sicherheit“ seine Grenze.',
    'Read it from the error message, for example R-7K2F4.':
      'Lesen Sie sie aus der Fehlermeldung ab, zum Beispiel R-7K2F4.',
    'Of many refusals at once only the first are kept: then take the id of an early one.':
      'Von vielen Ablehnungen auf einmal werden nur die ersten aufgehoben: Nehmen Sie dann die Kennung einer frühen.',
  },
  patterns: [
    [/^The time to send was ended at (.+)\.$/, 'Die Zeit zum Senden wurde am $1 beendet.'],
    [/^The time to send ended at (.+)\.$/, 'Die Zeit zum Senden endete am $1.'],
    [
      /^The From line of the message names (.+)\.$/,
      'In der Absenderzeile (From) der Nachricht steht $1.',
    ],
    [/^Its limit is (\S+) an hour\.$/, 'Seine Grenze ist $1 in der Stunde.'],
    [/^No refusal has the id (\S+)\.$/, 'Zur Kennung $1 gibt es keine Ablehnung.'],
    [
      /^A message without a sender to (\S+) was refused\.$/,
      'Eine Nachricht ohne Absender an $1 wurde abgelehnt.',
    ],
    [
      /^A message from (\S+) to (\S+) was refused\.$/,
      'Eine Nachricht von $1 an $2 wurde abgelehnt.',
    ],
    [
      /^It came from the address (\S+), to the (\S+) port\.$/,
      'Sie kam von der Adresse $1 auf dem Port „$2“.',
    ],
    [/^Its time ended at (.+)\.$/, 'Ihre Zeit endete am $1.'],
    [/^The limit of "(.+)" is (\d+) an hour\.$/, 'Die Grenze von „$1“ liegt bei $2 je Stunde.'],
    [/^It is in the trusted network "(.+)"\.$/, 'Sie gehört zum vertrauten Gerät „$1“.'],
  ],
};
