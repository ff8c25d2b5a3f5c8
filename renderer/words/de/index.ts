import type { Words } from '../words.ts';
import { backup } from './backup.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { help } from './help.ts';
import { people } from './people.ts';
import { provider } from './provider.ts';
import { security } from './security.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';
import { wizard } from './wizard.ts';

/** German. */
export const de: Words = {
  backup,
  common,
  connect,
  help,
  people,
  provider,
  security,
  shell,
  states,
  wizard,
};
