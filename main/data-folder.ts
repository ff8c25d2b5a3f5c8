/** Where the data lives when nobody says: the same folder that the desktop app uses. Pure. */
import os from 'node:os';
import path from 'node:path';

/** Absolute; nothing is made there. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const home = os.homedir();
  const base: Partial<Record<NodeJS.Platform, string>> = {
    win32: env['APPDATA'] || path.join(home, 'AppData', 'Roaming'),
    darwin: path.join(home, 'Library', 'Application Support'),
  };
  // Empty is as not set (XDG Base Directory specification); else the folder would be one of where we are.
  const config = env['XDG_CONFIG_HOME'] || path.join(home, '.config');
  return path.join(base[platform] ?? config, 'Mailroom');
}
