import type { Words } from '../words.ts';

/** The frame of the window, German. */
export const shell: Words['shell'] = {
  navigation: 'Seiten',
  pages: {
    overview: 'Übersicht',
    mail: 'Post',
    activity: 'Vorgänge',
    people: 'Personen und Geräte',
    connect: 'Mailprogramm verbinden',
    provider: 'Anbieter',
    security: 'Netz und Sicherheit',
    diagnostics: 'Diagnose',
    settings: 'Einstellungen',
    help: 'Hilfe',
    about: 'Über Mailroom',
  },
  attached:
    'Mailroom läuft hier für sich, als Dienst oder in einem Terminal. Dieses Fenster zeigt es.',
  setupOpen: 'Die Einrichtung ist noch nicht fertig.',
  continueWizard: 'Einrichtung fortsetzen',
};
