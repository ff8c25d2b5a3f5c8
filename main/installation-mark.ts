/** A random mark of this installation, kept over restarts: two PCs of one name are not one. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** 16 hex digits; made and kept at the first call. Throws where the folder cannot be written. */
export function installationMark(dataFolder: string): string {
  const file = path.join(dataFolder, 'installation');
  if (fs.existsSync(file)) {
    const mark = fs.readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{16}$/.test(mark)) return mark;
  }
  const mark = randomBytes(8).toString('hex');
  fs.writeFileSync(file, `${mark}\n`, { mode: 0o600 });
  return mark;
}
