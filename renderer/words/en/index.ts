import { common } from './common.ts';
import { errors } from './errors.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';

/** English, the original: one file an area. */
export const en = { common, errors, shell, states };
