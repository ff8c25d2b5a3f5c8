import type { Words } from '../words.ts';

/** Activity, German. */
export const activity: Words['activity'] = {
  lead: 'Die letzten Verbindungen von Mailprogrammen und Geräten. Passwörter werden nie gezeigt.',
  search: 'Suchen: Adresse, Person oder was gesagt wurde',
  which: 'Welche Verbindungen',
  filters: { all: 'Alle', open: 'Gerade offen' },
  columns: {
    state: 'Zustand',
    began: 'Begonnen',
    who: 'Wer',
    from: 'Von',
    port: 'Für',
    last: 'Letzte Antwort',
  },
  open: 'offen',
  ended: 'beendet',
  nobody: 'nicht angemeldet',
  openCount: (open, all) =>
    `${all === 1 ? 'Eine Verbindung' : `${all} Verbindungen`}, ${open} gerade offen`,
  none: 'Seit dem Start von Mailroom hat sich niemand verbunden.',
  noneHint:
    'Sobald sich ein Mailprogramm verbindet, erscheint es hier, mit jedem Wort, das gesagt wird.',
  noneOpen: 'Im Moment ist niemand verbunden.',
  noneFound: (text) => `Keine Verbindung passt zu „${text}“.`,
  noneOpenFound: (text) => `Keine offene Verbindung passt zu „${text}“.`,
  connect: 'Mailprogramm verbinden',
  detail: {
    title: (who) => `Verbindung von ${who}`,
    from: 'Von',
    port: 'Für',
    began: 'Begonnen',
    ended: 'Beendet',
    stillOpen: 'noch offen',
    secure: 'Verschlüsselt',
    said: 'Was gesagt wurde',
    program: 'Programm',
    mailroom: 'Mailroom',
    earlier: (n, shown) =>
      n === 1
        ? 'Eine frühere Zeile ist nicht mehr gespeichert.'
        : `${shown} frühere Zeilen sind nicht mehr gespeichert.`,
    copy: 'Gespräch',
    why: 'Warum?',
    whyOf: (id) => `Warum wurde ${id} abgelehnt?`,
    gone: 'Diese Verbindung ist nicht mehr gespeichert.',
    goneHint: 'Gespeichert sind nur die letzten 200, bis Mailroom beendet wird.',
  },
};
