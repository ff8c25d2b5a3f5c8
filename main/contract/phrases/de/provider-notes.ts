import type { Phrases } from '../say.ts';

/** What to know of each known provider (`relay/upstream/presets.ts`). German. */
export const providerNotesPhrases: Phrases = {
  whole: {
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
  patterns: [],
};
