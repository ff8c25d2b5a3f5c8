import type { Words } from '../words.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';

/** German. */
export const de: Words = { common, errors, shell, states };
