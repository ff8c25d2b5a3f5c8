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
};
