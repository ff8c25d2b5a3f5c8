import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * For a test's `skip`: false where the program is installed, else why it is skipped, by name. Throws where
 * CI=true, since there everything must be installed and a skip is a failure.
 */
export function needsProgram(name: string): string | false {
  if (hasProgram(name)) return false;
  if (process.env['CI'] === 'true') throw new Error(`${name} is not installed, and CI needs it`);
  return `${name} is not installed`;
}

const folders = (): string[] => [
  ...(process.env['PATH'] ?? '').split(path.delimiter),
  // Debian keeps servers here, outside a person's PATH.
  '/usr/sbin',
];

const hasProgram = (name: string): boolean =>
  folders().some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
