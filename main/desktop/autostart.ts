/**
 * Starting at sign-in: by the OS on Windows and macOS, by an autostart file of the freedesktop standard on
 * Linux. Always with `--hidden`: nobody wants a window each morning.
 */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { defaultDataFolder } from '../data-folder.ts';
import { autostartEntry, autostartFile } from './autostart-entry.ts';

/** False in a checkout: the entry would start the bare runtime. */
export const canStartAtSignIn = (): boolean => app.isPackaged || process.platform === 'linux';

/** Rejects when the OS refuses. */
export async function startAtSignIn(isWanted: boolean, dataFolder: string): Promise<void> {
  const words = wordsFor(dataFolder);
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, args: [...words, '--hidden'] });
    return;
  }
  const file = autostartFile(process.env, app.getPath('home'));
  if (!isWanted) {
    await fs.promises.rm(file, { force: true });
    return;
  }
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  await fs.promises.writeFile(file, autostartEntry([...ownCommand(), ...words]));
}

/**
 * What the OS has: the installer for Windows makes the entry, and a person may have taken it out in the
 * settings of the OS. Null where it cannot be told.
 */
export function isStartedAtSignIn(dataFolder: string): boolean | null {
  if (!canStartAtSignIn()) return null;
  if (process.platform === 'linux')
    return fs.existsSync(autostartFile(process.env, app.getPath('home')));
  const args = [...wordsFor(dataFolder), '--hidden'];
  const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args });
  return process.platform === 'win32' ? executableWillLaunchAtLogin : openAtLogin;
}

/** What a start by hand would have to say, too. */
const wordsFor = (dataFolder: string): readonly string[] =>
  dataFolder === path.resolve(defaultDataFolder()) ? [] : ['--data', dataFolder];

/** How to start this program again. An AppImage runs from a mount that is gone tomorrow. */
function ownCommand(): readonly string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return app.isPackaged ? [program] : [program, app.getAppPath()];
}
