/**
 * What must be settled before Electron is ready: the scheme of the page and the folder of Chromium's own
 * files. Small, since it is loaded first of all.
 */
import path from 'node:path';
import { app } from 'electron';
import { defaultDataFolder } from '../data-folder.ts';
import { registerAppScheme } from './app-origin.ts';
import { parseStartOptions } from './start-options.ts';

/** How this program was started. */
export interface Start {
  readonly dataFolder: string;
  /** `--data` names none: better nothing than mail in the folder where somebody happens to be. */
  readonly isFolderMissing: boolean;
  readonly sets: readonly string[];
  readonly isHidden: boolean;
  readonly isQuit: boolean;
}

const done = Symbol.for('mailroom.scheme');

/** Reads the command line and prepares Electron for it; may be called twice. */
export function prepare(): Start {
  const { dataFolder: given, ...rest } = parseStartOptions(process.argv.slice(1));
  const isFolderMissing = given === '';
  const dataFolder = path.resolve(given || defaultDataFolder());
  if (!Reflect.has(globalThis, done)) {
    Reflect.set(globalThis, done, true);
    registerAppScheme();
  }
  // A folder of its own in the data folder; its lock is then one a data folder. Set each time: the start
  // file of a bare runtime sets another in between.
  app.setPath('userData', path.join(dataFolder, 'window'));
  return { dataFolder, isFolderMissing, ...rest };
}
