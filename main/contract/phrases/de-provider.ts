import type { Phrases } from './say.ts';

/** What the relay says about the provider: why mail waits, the steps of the test, what to know of each. German. */
export const providerPhrases: Phrases = {
  whole: {
    // Why mail does not go out (`relay/queue/failure-words.ts`).
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
    'The provider’s server does not take connections now.':
      'Der Server des Anbieters nimmt zurzeit keine Verbindungen an.',
    'Wait; if it lasts, ask the provider.':
      'Warten Sie; wenn es so bleibt, fragen Sie den Anbieter.',
    'The encrypted connection to the provider could not be made.':
      'Die verschlüsselte Verbindung zum Anbieter kam nicht zustande.',
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
    'Ask who runs the server whether the certificate was renewed; then pin the new fingerprint.':
      'Fragen Sie den Betreiber des Servers, ob das Zertifikat erneuert wurde; dann legen Sie den neuen Fingerabdruck fest.',
    'The provider refused our sign-in.': 'Der Anbieter hat die Anmeldung abgelehnt.',
    'Type the provider’s user name and password again with "mailroom provider set".':
      'Geben Sie Benutzername und Passwort des Anbieters noch einmal ein.',
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
    'The mailbox of the account that we send with is full.':
      'Das Postfach des Kontos, über das gesendet wird, ist voll.',
    'Empty the folder of sent mail at the provider; it is tried again.':
      'Leeren Sie beim Anbieter den Ordner der gesendeten Post; es wird wieder versucht.',
    'The provider does not pass on mail for us.': 'Der Anbieter leitet unsere Post nicht weiter.',
    'Check that user name and password are set with "mailroom provider set".':
      'Prüfen Sie, ob beim Anbieter Benutzername und Passwort eingetragen sind.',
    'The provider blocks the internet address of this office.':
      'Der Anbieter sperrt die Internetadresse dieses Büros.',
    'Ask the provider; the words that it sent say which list it uses.':
      'Fragen Sie den Anbieter; seine Antwort nennt die Liste, die er benutzt.',
    'The provider asks us to try again later.':
      'Der Anbieter bittet darum, es später wieder zu versuchen.',
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
    'Send it smaller, in parts, or as a link.':
      'Senden Sie sie kleiner, in Teilen oder als Verweis.',
    'The provider refused the message.': 'Der Anbieter hat die Nachricht abgelehnt.',
    'Read the provider’s words; change the message and send it again.':
      'Lesen Sie die Worte des Anbieters; ändern Sie die Nachricht und senden Sie sie noch einmal.',
    // Before the sign-in (`relay/upstream/sign-in.ts`).
    'The password is not sent over a connection without encryption. Choose STARTTLS or TLS, or allow it.':
      'Über eine unverschlüsselte Verbindung wird das Passwort nicht gesendet. Wählen Sie STARTTLS oder TLS, oder erlauben Sie es.',
    'No password for the provider is kept here.':
      'Für den Anbieter ist hier kein Passwort gespeichert.',
    'User name or password holds a character that no provider takes.':
      'Benutzername oder Passwort enthält ein Zeichen, das kein Anbieter annimmt.',
    'The provider offers no way to sign in that we know here.':
      'Der Anbieter bietet keine Anmeldung an, die Mailroom kennt.',
    'The connection to the provider is not encrypted.':
      'Die Verbindung zum Anbieter ist nicht verschlüsselt.',
    'No server name is set.': 'Es ist kein Server eingetragen.',
    // Steps of the test (`relay/upstream/test-provider.ts`, `provider-steps.ts`).
    'not used': 'nicht benutzt',
    'not asked for': 'nicht verlangt',
    'not tried': 'nicht versucht',
    stopped: 'abgebrochen',
    'Port 465 wants TLS from the start: choose "implicit".':
      'Port 465 verlangt TLS von Anfang an: Wählen Sie das als Verschlüsselung.',
    'Port 587 wants STARTTLS: choose "starttls".':
      'Port 587 verlangt STARTTLS: Wählen Sie das als Verschlüsselung.',
    'Many internet connections block port 25: use 587 or 465.':
      'Viele Internetanschlüsse sperren Port 25: Nehmen Sie 587 oder 465.',
    // The search (`control/network-handlers.ts`).
    'Known providers': 'Bekannte Anbieter',
    'The provider’s published settings': 'Veröffentlichte Einstellungen des Anbieters',
    'Where its mail comes in': 'Wo seine Post eingeht',
    'Likely server names': 'Übliche Servernamen',
    'Write it like anna@example.org.': 'Schreiben Sie sie wie anna@example.org.',
    'No provider is set yet.': 'Es ist noch kein Anbieter eingetragen.',
    'Set one with "mailroom provider set --host NAME".': 'Tragen Sie zuerst einen Anbieter ein.',
    'Switch on two-step verification, make an app password in the account, and type that one.':
      'Schalten Sie im Konto die Bestätigung in zwei Schritten ein, erstellen Sie dort ein App-Passwort und geben Sie dieses ein.',
    'The administrator may have to allow it.':
      'Der Administrator muss es vielleicht erst erlauben.',
    'If the usual password is refused, make an app password in the account.':
      'Wird das übliche Passwort abgelehnt, erstellen Sie im Konto ein App-Passwort.',
    'Make the user name and password for SMTP in the provider’s console.':
      'Erstellen Sie Benutzername und Passwort für SMTP auf den Kontoseiten des Anbieters.',
    'Sending with a password ("SMTP AUTH") is off by default in new tenants, and from the end of December 2026 in existing ones: the administrator must switch it on.':
      'Das Senden mit Passwort („SMTP AUTH“) ist bei neuen Kunden ausgeschaltet, ab Ende Dezember 2026 auch bei bestehenden: Der Administrator muss es einschalten.',
    'The sender must be the account’s own address.':
      'Der Absender muss die Adresse des Kontos sein.',
    'Takes no password any more since September 2024, only a sign-in in the browser.':
      'Nimmt seit September 2024 kein Passwort mehr, nur eine Anmeldung im Browser.',
    'Use another provider for the office.': 'Nehmen Sie für das Büro einen anderen Anbieter.',
    'The administrator switches the relay service on, for this office’s internet address or with sign-in.':
      'Der Administrator schaltet den Relay-Dienst ein, für die Internetadresse dieses Büros oder mit Anmeldung.',
    'Allow access by mail programs (POP3/IMAP) in the account first.':
      'Erlauben Sie im Konto zuerst den Zugriff durch Mailprogramme (POP3/IMAP).',
    'Needs the password for mail programs, which is set apart from the one for the web pages.':
      'Braucht das Passwort für Mailprogramme; es wird getrennt von dem für die Webseiten vergeben.',
    'The usual password is not enough: look for an SMTP token in the account.':
      'Das übliche Passwort genügt nicht: Suchen Sie im Konto nach einem SMTP-Token.',
    'The user name is the word apikey, the password an API key.':
      'Der Benutzername ist das Wort apikey, das Passwort ein API-Schlüssel.',
    '3 connections, 30 messages a minute, 10,000 recipients a day':
      '3 Verbindungen, 30 Nachrichten je Minute, 10.000 Empfänger am Tag',
    'about 500 messages a day': 'etwa 500 Nachrichten am Tag',
    'about 2,000 messages a day': 'etwa 2.000 Nachrichten am Tag',
    '10,000 recipients a day and user': '10.000 Empfänger je Tag und Benutzer',
  },
  patterns: [
    [/^Mail waits: (.+)$/, 'Die Post wartet: $1'],
    [/^(\S+) is ([\d.]+|[\da-f:]+)$/, '$1 ist $2'],
    [/^(\S+) answers$/, '$1 antwortet'],
    [/^as (\S+)$/, 'als $1'],
    [/^sent to (\S+)$/, 'gesendet an $1'],
    [
      /^Certificate of (.+), issued by (.+), valid until (\d{4}-\d\d-\d\d)$/,
      'Zertifikat von $1, ausgestellt von $2, gültig bis $3',
    ],
    [
      /^The certificate that it shows has the fingerprint (\S+)$/,
      'Das gezeigte Zertifikat hat den Fingerabdruck $1',
    ],
    [/^"(.*)" is no complete e-mail address\.$/, '„$1“ ist keine vollständige E-Mail-Adresse.'],
    [/^practice provider on port (\d+)$/, 'Übungsanbieter auf Port $1'],
  ],
};
