import type { Phrases } from '../say.ts';

/** Steps of the provider’s test, and the search for one (`relay/upstream`, `control/network-handlers.ts`). German. */
export const providerTestPhrases: Phrases = {
  whole: {
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
    'The address for the test mail is missing.': 'Die Adresse für die Probenachricht fehlt.',
    'No provider is set yet.': 'Es ist noch kein Anbieter eingetragen.',
    'Set one with "mailroom provider set --host NAME".': 'Tragen Sie zuerst einen Anbieter ein.',
  },
  patterns: [
    [/^(\S+) is ([\d.]+|[\da-f:]+)$/, '$1 ist $2'],
    [/^(\S+) answers$/, '$1 antwortet'],
    [/^as (\S+)$/, 'als $1'],
    [/^sent to (\S+)$/, 'gesendet an $1'],
    [
      /^Certificate of (.+), issued by (.+), valid until (\d{4})-(\d\d)-(\d\d)$/,
      'Zertifikat von $1, ausgestellt von $2, gültig bis $5.$4.$3',
    ],
    [
      /^Certificate of (.+), issued by (.+), with dates that cannot be read$/,
      'Zertifikat von $1, ausgestellt von $2, mit unlesbaren Gültigkeitsdaten',
    ],
    [
      /^The certificate that it shows has the fingerprint (\S+)$/,
      'Das gezeigte Zertifikat hat den Fingerabdruck $1',
    ],
    [/^"(.*)" is no complete e-mail address\.$/, '„$1“ ist keine vollständige E-Mail-Adresse.'],
    [/^practice provider on port (\d+)$/, 'Übungsanbieter auf Port $1'],
  ],
};
