/**
 * Starting at sign-in: by the OS on Windows and macOS, by an autostart file of the freedesktop standard on
 * Linux. Always with `--hidden`: nobody wants a window each morning.
 */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { autostartEntry, autostartFile } from './autostart-entry.ts';

/** False in a checkout: the entry would start the bare runtime. */
export const canStartAtSignIn = (): boolean => app.isPackaged || process.platform === 'linux';

/** `words` follow the program on its command line. Rejects when the OS refuses. */
export async function startAtSignIn(isWanted: boolean, words: readonly string[]): Promise<void> {
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

/** How to start this program again. An AppImage runs from a mount that is gone tomorrow. */
function ownCommand(): readonly string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return app.isPackaged ? [program] : [program, app.getAppPath()];
}
