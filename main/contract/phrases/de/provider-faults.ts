import type { Phrases } from '../say.ts';

/** Why mail does not go out, and what to do (`relay/upstream`). German. */
export const providerFaultsPhrases: Phrases = {
  whole: {
    'The provider’s server name was not found.':
      'Der Name des Servers beim Anbieter wurde nicht gefunden.',
    'Check the internet connection, and the server name in the provider settings.':
      'Prüfen Sie die Internetverbindung und beim Anbieter den Namen des Servers.',
    'The provider’s server does not answer on this port.':
      'Der Server des Anbieters antwortet auf diesem Port nicht.',
    'Check server name and port in the provider settings, and that no firewall is in the way.':
      'Prüfen Sie beim Anbieter Servernamen und Port, und ob eine Firewall im Weg steht.',
    'The provider’s server cannot be reached.': 'Der Server des Anbieters ist nicht zu erreichen.',
    'Check the internet connection; then server name and port in the provider settings.':
      'Prüfen Sie die Internetverbindung, dann beim Anbieter Servernamen und Port.',
    'What answers on this port is no server for outgoing mail.':
      'Was auf diesem Port antwortet, ist kein Server für ausgehende Post.',
    'Check server name and port in the provider settings: incoming mail has others.':
      'Prüfen Sie beim Anbieter Servernamen und Port: für eingehende Post gelten andere.',
    'The provider’s server does not take connections now.':
      'Der Server des Anbieters nimmt zurzeit keine Verbindungen an.',
    'Wait; if it lasts, ask the provider.':
      'Warten Sie; wenn es so bleibt, fragen Sie den Anbieter.',
    'The encrypted connection to the provider could not be made.':
      'Die verschlüsselte Verbindung zum Anbieter kam nicht zustande.',
    'Check the encryption setting and the port.':
      'Prüfen Sie die Einstellung der Verschlüsselung und den Port.',
    'Check the encryption setting and the port; run "mailroom provider test".':
      'Prüfen Sie Verschlüsselung und Port, dann starten Sie die Prüfung.',
    'The provider takes mail only over an encrypted connection.':
      'Der Anbieter nimmt Post nur über eine verschlüsselte Verbindung an.',
    'Choose STARTTLS or TLS with "mailroom provider set".':
      'Wählen Sie beim Anbieter STARTTLS oder TLS.',
    'The provider’s certificate comes from an issuer that this computer does not know.':
      'Das Zertifikat des Anbieters stammt von einem Aussteller, den dieser Computer nicht kennt.',
    'Check the server name. If the server is your own, run "mailroom provider test" and pin its fingerprint.':
      'Prüfen Sie den Servernamen. Wenn es Ihr eigener Server ist, starten Sie die Prüfung und legen Sie seinen Fingerabdruck fest.',
    'The provider’s certificate has expired.': 'Das Zertifikat des Anbieters ist abgelaufen.',
    'Check this computer’s date; if it is right, tell the provider.':
      'Prüfen Sie das Datum dieses Computers; wenn es stimmt, sagen Sie dem Anbieter Bescheid.',
    'The provider’s certificate is for another server name.':
      'Das Zertifikat des Anbieters gilt für einen anderen Servernamen.',
    'Use the server name that the provider gave you.':
      'Nehmen Sie den Servernamen, den der Anbieter Ihnen genannt hat.',
    'The provider shows another certificate than the pinned one.':
      'Der Anbieter zeigt ein anderes Zertifikat als das festgelegte.',
    'Check the server name. If the server is your own, pin its fingerprint with "mailroom provider set --fingerprint SHA256".':
      'Prüfen Sie den Servernamen. Wenn es Ihr eigener Server ist, legen Sie seinen Fingerabdruck fest.',
    'Ask who runs the server whether the certificate was renewed; then pin the new one with "mailroom provider set --fingerprint SHA256".':
      'Fragen Sie den Betreiber des Servers, ob das Zertifikat erneuert wurde; dann legen Sie den neuen Fingerabdruck fest.',
    'The provider refused our sign-in.': 'Der Anbieter hat die Anmeldung abgelehnt.',
    'Type the provider’s user name and password again with "mailroom provider set".':
      'Geben Sie Benutzername und Passwort des Anbieters noch einmal ein.',
    'The provider takes no password from mail programs for this account.':
      'Der Anbieter nimmt für dieses Konto kein Passwort von Mailprogrammen an.',
    'Ask whoever looks after the account to allow it (at Microsoft: “Authenticated SMTP”), or send through another provider.':
      'Lassen Sie es von der Person erlauben, die das Konto verwaltet (bei Microsoft: „Authentifiziertes SMTP“), oder senden Sie über einen anderen Anbieter.',
    'The provider wants an app password instead of the usual one.':
      'Der Anbieter verlangt ein App-Passwort statt des üblichen.',
    'Make an app password in the provider’s account pages, and set it with "mailroom provider set".':
      'Erstellen Sie auf den Kontoseiten des Anbieters ein App-Passwort und geben Sie es hier ein.',
    'The provider cannot check the sign-in just now.':
      'Der Anbieter kann die Anmeldung gerade nicht prüfen.',
    'Wait; it is tried again.': 'Warten Sie; es wird wieder versucht.',
    'The connection to the provider broke off during the sign-in.':
      'Die Verbindung zum Anbieter brach während der Anmeldung ab.',
    'Wait; if it lasts, check the internet connection.':
      'Warten Sie; wenn es so bleibt, prüfen Sie die Internetverbindung.',
    'The provider wants us to sign in before it takes mail.':
      'Der Anbieter verlangt eine Anmeldung, bevor er Post annimmt.',
    'Set user name and password with "mailroom provider set".':
      'Tragen Sie beim Anbieter Benutzername und Passwort ein.',
    'The provider has blocked the account that we send with.':
      'Der Anbieter hat das Konto gesperrt, über das gesendet wird.',
    'Ask the provider why, and to open it again. Nothing is lost meanwhile.':
      'Fragen Sie den Anbieter nach dem Grund und lassen Sie es wieder freigeben. Inzwischen geht nichts verloren.',
    'The provider’s server is busy or limits our connections.':
      'Der Server des Anbieters ist überlastet oder begrenzt die Verbindungen.',
    'Wait; if it lasts, lower the number of connections in the provider settings.':
      'Warten Sie; wenn es so bleibt, stellen Sie beim Anbieter weniger Verbindungen ein.',
    'The provider’s limit of mail that may be sent is used up.':
      'Die Menge an Post, die der Anbieter erlaubt, ist aufgebraucht.',
    'Wait: it is tried again. If it happens often, ask the provider for a higher limit.':
      'Warten Sie: Es wird wieder versucht. Wenn es oft vorkommt, bitten Sie den Anbieter um eine höhere Grenze.',
    'Wait a while, then test again. If it happens often, ask the provider for a higher limit.':
      'Warten Sie etwas, dann prüfen Sie noch einmal. Wenn es oft vorkommt, bitten Sie den Anbieter um eine höhere Grenze.',
    'The mailbox of the account that we send with is full.':
      'Das Postfach des Kontos, über das gesendet wird, ist voll.',
    'Empty the folder of sent mail at the provider; it is tried again.':
      'Leeren Sie beim Anbieter den Ordner der gesendeten Post; es wird wieder versucht.',
    'Empty the folder of sent mail at the provider, then test again.':
      'Leeren Sie beim Anbieter den Ordner der gesendeten Post, dann prüfen Sie noch einmal.',
    'The provider does not pass on mail for us.': 'Der Anbieter leitet unsere Post nicht weiter.',
    'Check that user name and password are set with "mailroom provider set".':
      'Prüfen Sie, ob beim Anbieter Benutzername und Passwort eingetragen sind.',
    'The provider blocks the internet address of this office.':
      'Der Anbieter sperrt die Internetadresse dieses Büros.',
    'Ask the provider; the words that it sent say which list it uses.':
      'Fragen Sie den Anbieter; seine Antwort nennt die Liste, die er benutzt.',
    'The provider asks us to try again later.':
      'Der Anbieter bittet darum, es später wieder zu versuchen.',
    'Wait a while, then test again.': 'Warten Sie etwas, dann prüfen Sie noch einmal.',
    'Nothing to do: it is tried again.': 'Sie müssen nichts tun: Es wird wieder versucht.',
    'The connection to the provider broke off while the mail was being sent.':
      'Die Verbindung zum Anbieter brach beim Senden ab.',
    'The provider refused the recipient.': 'Der Anbieter hat den Empfänger abgelehnt.',
    'Check the recipient’s address, and read the provider’s words.':
      'Prüfen Sie die Adresse des Empfängers und lesen Sie die Worte des Anbieters.',
    'The provider refused the sender address or the message.':
      'Der Anbieter hat die Absenderadresse oder die Nachricht abgelehnt.',
    'Read the provider’s words; use a sender address that belongs to the account.':
      'Lesen Sie die Worte des Anbieters; nehmen Sie eine Absenderadresse, die zum Konto gehört.',
    'The message is larger than the provider takes.':
      'Die Nachricht ist größer, als der Anbieter annimmt.',
    'Send it smaller, in parts, or as a link.': 'Senden Sie sie kleiner, in Teilen oder als Link.',
    'The provider refused the message.': 'Der Anbieter hat die Nachricht abgelehnt.',
    'Read the provider’s words; change the message and send it again.':
      'Lesen Sie die Worte des Anbieters; ändern Sie die Nachricht und senden Sie sie noch einmal.',
    'The password is not sent over a connection without encryption.':
      'Über eine unverschlüsselte Verbindung wird das Passwort nicht gesendet.',
    'Choose STARTTLS or TLS, or allow it, with "mailroom provider set".':
      'Wählen Sie beim Anbieter STARTTLS oder TLS, oder erlauben Sie es.',
    'If it needs no sign-in, choose none with "mailroom provider set"; else ask the provider.':
      'Wenn er keine Anmeldung braucht, lassen Sie den Benutzernamen leer; fragen Sie sonst den Anbieter.',
    'No password for the provider is kept here.':
      'Für den Anbieter ist hier kein Passwort gespeichert.',
    'User name or password holds a character that no provider takes.':
      'Benutzername oder Passwort enthält ein Zeichen, das kein Anbieter annimmt.',
    'The provider offers no way to sign in that we know here.':
      'Der Anbieter bietet keine Anmeldung an, die Mailroom kennt.',
    'The connection to the provider is not encrypted.':
      'Die Verbindung zum Anbieter ist nicht verschlüsselt.',
    'No server name is set.': 'Es ist kein Server eingetragen.',
    'The provider does not take addresses or headers with letters outside ASCII.':
      'Der Anbieter nimmt keine Adressen oder Kopfzeilen mit anderen Zeichen als denen des englischen Alphabets.',
    'The sender address cannot be written in SMTP.':
      'Die Absenderadresse lässt sich in SMTP nicht schreiben.',
    'The address cannot be written in SMTP.': 'Die Adresse lässt sich in SMTP nicht schreiben.',
    'The provider closed the connection.': 'Der Anbieter hat die Verbindung beendet.',
    'The provider took too long to answer.': 'Der Anbieter brauchte zu lange für eine Antwort.',
    'The provider took the message before it had all of it.':
      'Der Anbieter nahm die Nachricht an, bevor er sie ganz hatte.',
    'The provider gave no answer.': 'Der Anbieter gab keine Antwort.',
  },
  patterns: [
    [/^Mail waits: (.+)$/, 'Die Post wartet: %1'],
    [
      /^The provider failed its last test: (.+)$/,
      'Der Anbieter hat die letzte Prüfung nicht bestanden: %1',
    ],
  ],
};
