import type { Words } from '../words.ts';

/** The provider page, German. */
export const provider: Words['provider'] = {
  host: 'Server',
  hostHint: 'Der Server des Anbieters für ausgehende Post, zum Beispiel smtp.example.org',
  port: 'Port',
  tls: 'Verschlüsselung',
  tlsModes: {
    implicit: 'TLS von Anfang an (meist Port 465)',
    starttls: 'STARTTLS (meist Port 587)',
    none: 'Keine (nicht empfohlen)',
  },
  unprotected:
    'Dieses System hat keinen Passwortspeicher, den Mailroom benutzen kann. Das Passwort liegt in einer Datei, die nur Ihr Konto lesen kann.',
  test: 'Jetzt prüfen',
  testAgain: 'Noch einmal prüfen',
  testPassed: 'Der Anbieter antwortet, und alles funktioniert.',
  testSteps: {
    name: 'Server finden',
    connect: 'Verbinden',
    tls: 'Verschlüsseln',
    auth: 'Anmelden',
    mail: 'Probenachricht senden',
  },
};
