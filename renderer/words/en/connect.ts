import { connectLive } from './connect-live.ts';
import { connectNotes } from './connect-notes.ts';
import { connectPage } from './connect-page.ts';
import { connectPrograms } from './connect-programs.ts';
import { connectTrouble } from './connect-trouble.ts';

/** Connect a mail program. */
export const connect = {
  page: connectPage,
  live: connectLive,
  notes: connectNotes,
  programs: connectPrograms,
  trouble: connectTrouble,
};
