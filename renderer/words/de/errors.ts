import type { Words } from '../words.ts';

/** The relay's errors by code, German. */
export const errors: Words['errors'] = {};
