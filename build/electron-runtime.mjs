// Finds the Electron runtime, and fetches it once where npm did not: the package comes without it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const downloadLimitMs = 180_000;

/** Path of the program, or null when it is not on this computer. */
export function electronProgram(root) {
  const folder = join(root, 'node_modules/electron');
  const name = existsSync(join(folder, 'path.txt'))
    ? readFileSync(join(folder, 'path.txt'), 'utf8')
    : { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform];
  const places = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(folder, 'dist')];
  const programs = places.filter(Boolean).map((place) => join(place, name ?? 'electron'));
  return programs.find((program) => existsSync(program)) ?? null;
}

/** Fetches it from Electron's own release server. Resolves to null or to the reason why it is not there. */
export function fetchElectron(root) {
  const installer = join(root, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return Promise.resolve('the package "electron" is not installed');
  const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk) => (words += chunk));
  const timer = setTimeout(() => child.kill(), downloadLimitMs);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => {
      clearTimeout(timer);
      const cause = /\b(ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|EACCES|ENOSPC)\b/.exec(
        words,
      )?.[1];
      resolve(code === 0 ? null : `it could not be downloaded${cause ? ` (${cause})` : ''}`);
    });
  });
}
