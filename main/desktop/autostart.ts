/**
 * Starting at sign-in: by the OS on Windows and macOS, by an autostart file of the freedesktop standard on
 * Linux. Always with `--hidden`: nobody wants a window each morning.
 */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { failed, ok, type Result } from '../contract/result.ts';
import { defaultDataFolder } from '../data-folder.ts';
import {
  autostartEntry,
  autostartFile,
  entryFolder,
  entryState,
  loginItem,
} from './autostart-entry.ts';
import { ownProgram } from './own-program.ts';

/** False in a checkout on Windows and macOS: the entry would start the bare runtime. */
export const canStartAtSignIn = (): boolean => app.isPackaged || process.platform === 'linux';

/** Fails where the OS takes no entry, for example macOS without the person's permission; rejects on disk errors. */
export async function startAtSignIn(isWanted: boolean, dataFolder: string): Promise<Result<null>> {
  if (process.platform === 'linux') await writeEntry(isWanted, dataFolder);
  else
    app.setLoginItemSettings({
      openAtLogin: isWanted,
      ...loginItem(process.execPath, wordsFor(dataFolder)),
    });
  // Electron tells of no refusal.
  return isWanted && isStartedAtSignIn(dataFolder) === false ? notStarted : ok(null);
}

const notStarted = failed(
  'desktop.not-started-at-sign-in',
  'The system does not start Mailroom at sign-in.',
  'Allow it in the settings of the system, where the programs stand that start at sign-in.',
);

async function writeEntry(isWanted: boolean, dataFolder: string): Promise<void> {
  const file = ownFile();
  if (!isWanted) {
    await fs.promises.rm(file, { force: true });
    return;
  }
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  await fs.promises.writeFile(file, ownEntry(dataFolder));
}

/**
 * What the OS has: the installer for Windows makes the entry, and a person may have taken it out in the
 * settings of the OS. Null where it cannot be told.
 */
export function isStartedAtSignIn(dataFolder: string): boolean | null {
  if (!canStartAtSignIn()) return null;
  if (process.platform === 'linux') return entryNow() === 'on';
  const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(
    loginItem(process.execPath, wordsFor(dataFolder)),
  );
  return process.platform === 'win32' ? executableWillLaunchAtLogin : openAtLogin;
}

/**
 * An AppImage of a newer version has another name, and the entry would still start the old one. Not where the entry
 * is of another data folder: who looks at a copy once does not want that one each morning. Linux alone.
 */
export function renewEntry(dataFolder: string): void {
  if (process.platform !== 'linux' || entryNow() !== 'gone') return;
  const folder = entryFolder(fs.readFileSync(ownFile(), 'utf8')) ?? defaultDataFolder();
  if (path.resolve(folder) === path.resolve(dataFolder))
    fs.writeFileSync(ownFile(), ownEntry(dataFolder));
}

const ownFile = (): string => autostartFile(process.env, app.getPath('home'));

const entryNow = (): 'on' | 'off' | 'gone' =>
  fs.existsSync(ownFile())
    ? entryState(fs.readFileSync(ownFile(), 'utf8'), (program) => fs.existsSync(program))
    : 'off';

const ownEntry = (dataFolder: string): string =>
  autostartEntry([...ownCommand(), ...wordsFor(dataFolder)]);

/** What a start by hand would have to say, too. */
const wordsFor = (dataFolder: string): readonly string[] =>
  dataFolder === path.resolve(defaultDataFolder()) ? [] : ['--data', dataFolder];

/** How to start this program again, as `npm start` does. */
function ownCommand(): readonly string[] {
  const program = ownProgram();
  if (app.isPackaged) return [program];
  const checkout = app.getAppPath();
  return [program, '-r', path.join(checkout, 'out/main/early.cjs'), checkout];
}
