import fs from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { tempFolder } from './temp-folder.ts';

const out = path.resolve(import.meta.dirname, '../../out/main');

/** Words for Node by which root becomes nobody; none for who is not root, and so is another user than root. */
export const asNobody: readonly string[] =
  process.getuid?.() === 0 ? ['--import', 'data:text/javascript,process.setuid(65534)'] : [];

/**
 * A folder with `out/main` as it is built, which every user reads and none but root writes: the checkout itself may
 * lie where only root comes through.
 */
export function builtForAll(t: TestContext): string {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const copy = path.join(folder, 'out/main');
  fs.cpSync(out, copy, { recursive: true, filter: (file) => !file.endsWith('.map') });
  for (const closed of [copy, folder]) fs.chmodSync(closed, 0o555);
  return folder;
}
