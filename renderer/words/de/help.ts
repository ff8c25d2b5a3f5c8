import type { Words } from '../words.ts';

/** The built-in help, German. */
export const help: Words['help'] = {
  lead: 'Geben Sie ein Wort, eine Meldung oder eine Fehlernummer ein. Alles hier geht ohne Internet.',
  searchLabel: 'Hilfe durchsuchen',
  searchHint: 'Zum Beispiel: Relaying denied, 0x800CCC79, Scanner, Port',
  found: (count) =>
    count === 0
      ? 'Nichts gefunden.'
      : count === 1
        ? '1 Stelle gefunden.'
        : `${count} Stellen gefunden.`,
  results: 'Gefunden',
  refusal: (number) => `${number} ist die Nummer einer Ablehnung.`,
  refusalWhy: 'Zeigen, warum',
  nothingHint:
    'Versuchen Sie weniger Wörter oder ein anderes. Oder sehen Sie alle Meldungen durch:',
  allMessages: 'Alle Meldungen',
  often: 'Oft gebraucht',
  contents: 'Alle Themen',
  onThisPage: 'Auf dieser Seite',
  related: 'Siehe auch',
  unknownTopic: 'Ein Hilfethema mit diesem Namen gibt es nicht. Hier sind alle Themen.',
  opensBrowser: 'öffnet sich im Browser',
  groups: {
    start: 'Für den Anfang',
    sending: 'Wer senden darf, und Meldungen',
    programs: 'Mailprogramme und Geräte',
    provider: 'Ihr Anbieter',
    computer: 'Dieser Computer und sein Netz',
    data: 'Daten, Sicherung, Begriffe',
  },
};
