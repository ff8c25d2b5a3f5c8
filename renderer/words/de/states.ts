import type { Words } from '../words.ts';

/** Names of states, German. */
export const states: Words['states'] = {
  steps: {
    ok: 'erledigt',
    warning: 'braucht Aufmerksamkeit',
    failed: 'gescheitert',
    skipped: 'ausgelassen',
    running: 'läuft',
    waiting: 'kommt noch',
  },
  /** What each port is for. */
  listeners: {
    pop3: 'Eingehende Post (POP3)',
    pop3s: 'Eingehende Post, verschlüsselt (POP3)',
    relay: 'Ausgehende Post (SMTP)',
    submission: 'Ausgehende Post mit Anmeldung (STARTTLS)',
    submissions: 'Ausgehende Post, verschlüsselt (TLS)',
  },
};
