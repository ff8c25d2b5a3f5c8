import { common } from './common.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';
import { wizard } from './wizard.ts';

/** English, the original: one file an area. */
export const en = { common, shell, states, wizard };
