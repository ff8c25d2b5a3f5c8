import type { Migration } from './migration.ts';

/** Settings without a number (written by hand, from a template) count as version 0 of the same shape. */
export const numberTheSettings: Migration = (old) => ({ ...old, version: 1 });
