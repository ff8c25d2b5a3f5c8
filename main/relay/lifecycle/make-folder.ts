import fs from 'node:fs';
import path from 'node:path';
import { flushFolderSync } from '../store/flush-folder.ts';

/**
 * Makes a folder and those above it, for the owner alone. Not by `recursive` alone: where a folder is there but takes
 * no other, as /proc says it, that tries for ever. Throws what the system says.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let at = path.resolve(folder);
  for (; !fs.existsSync(at) && at !== path.dirname(at); at = path.dirname(at)) missing.unshift(at);
  for (const one of missing) makeOne(one);
  // What is kept in it must not go with its name.
  for (const one of missing) flushFolderSync(path.dirname(one));
  if (missing.length === 0) fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Another program may make it at the same time. */
function makeOne(folder: string): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
