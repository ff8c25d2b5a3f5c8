import { activity } from './activity.ts';
import { about } from './about.ts';
import { backup } from './backup.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { diagnostics } from './diagnostics.ts';
import { help } from './help.ts';
import { mail } from './mail.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { provider } from './provider.ts';
import { security } from './security.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';
import { wizard } from './wizard.ts';

/** English, the original: one file an area. */
export const en = {
  activity,
  about,
  backup,
  common,
  connect,
  diagnostics,
  help,
  mail,
  overview,
  people,
  provider,
  security,
  settings,
  shell,
  states,
  wizard,
};
