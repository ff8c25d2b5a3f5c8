/** The messages and numbers as the programs write them; what they mean stands in the dictionary. */
import type { SignId } from '../../words/en/connect-trouble.ts';
import { label, same, type Label } from '../model/label.ts';

export const signs: Readonly<Record<SignId, readonly Label[]>> = {
  'outlook-recipient-refused': [same('0x800CCC79'), same('550 5.7.1 Relaying denied')],
  'outlook-sender-refused': [same('0x800CCC78')],
  'outlook-pop-password': [same('0x800CCC91'), same('0x800CCC92')],
  'outlook-not-found': [
    ...[same('0x800CCC0D'), same('0x800CCC0E'), same('0x800CCC0F')],
    ...[same('0x80042108'), same('0x80042109')],
  ],
  'outlook-secure': [same('0x800CCC1A')],
  'outlook-timeout': [same('0x800CCC19'), same('0x8004210A'), same('0x8004210B')],
  'outlook-methods': [same('0x800CCC80')],
  'outlook-spa': [same('0x800CCC18')],
  'outlook-starttls': [same('0x800CCC7C'), same('0x800CCC7D'), same('0x800CCC7F')],
  'outlook-busy': [same('0x800CCC67')],
  'relaying-denied': [same('550 5.7.1 Relaying denied')],
  'sign-in-refused': [same('535 5.7.8'), same('-ERR [AUTH]')],
  'first-try-fails': [
    label('The first try fails, the second works', 'Erst geht es nicht, beim zweiten Mal doch'),
  ],
  'certificate-asked': [
    label('A question about the certificate', 'Eine Frage nach dem Zertifikat'),
  ],
  'thunderbird-method': [
    label('Change the “Authentication method”', 'Ändern Sie die „Authentifizierungsmethode“'),
  ],
  'thunderbird-starttls': [
    label(
      'using STARTTLS since it doesn’t advertise that feature',
      'nicht mit STARTTLS …, da der Server diese Funktion nicht angibt',
    ),
  ],
  'thunderbird-login': [
    label('Login to server … failed', 'Anmeldung auf dem Server … fehlgeschlagen'),
    label('Authentication error.', 'Fehler bei der Authentifizierung.'),
  ],
  'thunderbird-nothing-found': [
    label(
      'Thunderbird failed to find the settings for your email account',
      'Thunderbird konnte keine Einstellungen für Ihr E-Mail-Konto finden',
    ),
  ],
  'thunderbird-untrusted': [
    label(
      'The certificate … does not come from a trusted source',
      'Das Zertifikat … stammt nicht von einer vertrauenswürdigen Quelle',
    ),
    label(
      'Peer’s Certificate issuer is not recognized',
      'Der Zertifikat-Aussteller der Gegenstelle wurde nicht erkannt',
    ),
  ],
  'claws-session': [
    label(
      'An error happened during SMTP session',
      'Während der SMTP-Sitzung ist ein Fehler aufgetreten',
    ),
  ],
  'apple-no-connection': [
    label(
      'Cannot connect / offline / a warning sign',
      'Keine Verbindung / offline / ein Warnzeichen',
    ),
  ],
  'iphone-no-ssl': [label('Cannot Connect Using SSL', 'Keine Verbindung über SSL möglich')],
  'android-certificate': [
    label(
      'Certificate not valid or not trusted',
      'Zertifikat ungültig oder nicht vertrauenswürdig',
    ),
  ],
  'not-reached': [
    label('No connection, server does not answer', 'Keine Verbindung, Server antwortet nicht'),
  ],
  'scanner-tls': [
    label('TLS or SSL error, or nothing at all', 'TLS- oder SSL-Fehler, oder gar nichts'),
  ],
  'scanner-waits-too-short': [
    same('550 5.7.1 Relaying denied'),
    // Breaks on a narrow page where a person would.
    label('Authentication error', 'Authentifi\u00adzierungs\u00adfehler'),
  ],
  'scanner-sender': [label('Returned by the provider', 'Vom Anbieter zurückgewiesen')],
  'scanner-too-big': [same('552 5.3.4')],
  'software-certificate': [same('self-signed certificate'), same('unable to verify')],
  'new-outlook-unreachable': [label('We couldn’t reach the email server. Please try again.')],
};
