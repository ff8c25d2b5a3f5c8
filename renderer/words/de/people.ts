import type { Words } from '../words.ts';

/** People and devices, German. */
export const people: Words['people'] = {
  name: 'Name',
  nameHint:
    'Ein kurzer Name wie joe oder die E-Mail-Adresse der Person. Bei Geräten zum Beispiel scanner.',
  password: 'Passwort',
  passwordHint:
    'Von Mailroom ausgedacht, kurz genug für alte Geräte. Sie können ein anderes eingeben.',
  another: 'Ein anderes',
  addTitle: 'Eine Person oder ein Gerät hinzufügen',
  add: 'Hinzufügen',
  added: (name) => `${name} wurde hinzugefügt.`,
  slip: (name) => `Zugang für ${name}`,
  slipOnce: 'Das Passwort wird nur jetzt gezeigt. Kopieren oder drucken Sie es.',
  server: 'Server',
};
