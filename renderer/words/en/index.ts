import { backup } from './backup.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { connectLive } from './connect-live.ts';
import { connectNotes } from './connect-notes.ts';
import { connectPage } from './connect-page.ts';
import { connectPrograms } from './connect-programs.ts';
import { connectTrouble } from './connect-trouble.ts';
import { help } from './help.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { provider } from './provider.ts';
import { security } from './security.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';
import { wizard } from './wizard.ts';

/** English, the original: one file an area. */
export const en = {
  backup,
  common,
  connect,
  connectLive,
  connectNotes,
  connectPage,
  connectPrograms,
  connectTrouble,
  help,
  overview,
  people,
  provider,
  security,
  shell,
  states,
  wizard,
};
