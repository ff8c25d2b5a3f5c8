import type { Words } from '../words.ts';
import { common } from './common.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';
import { wizard } from './wizard.ts';

/** German. */
export const de: Words = { common, shell, states, wizard };
