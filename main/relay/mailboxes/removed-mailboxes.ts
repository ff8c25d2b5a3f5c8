/**
 * Mailboxes on their way out. Each is set aside in one step and then deleted: a large one takes its time, and where
 * that is cut off (the PC is switched off), whoever gets the name next must not find the rest.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { flushFolder } from '../store/flush-folder.ts';
import { unlessMissing } from '../store/if-there.ts';

/** No mailbox can have such a name: a user's begins with a letter or a digit. */
const prefix = '.removed-';

/** Deletes a mailbox with its mail; one that is not there is no fault. Rejects where the system refuses. */
export async function removeMailbox(folder: string): Promise<void> {
  await removeFolder(await setAside(folder));
}

/** Deletes what earlier removals below `root` could not end. Rejects where the system refuses. */
export async function endRemovals(root: string): Promise<void> {
  const names = await fs.promises.readdir(root).catch(unlessMissing<string[]>([]));
  for (const name of names) if (name.startsWith(prefix)) await removeFolder(path.join(root, name));
}

/** Where it is now. Windows moves no folder in which a file is open: it is deleted where it stands. */
async function setAside(folder: string): Promise<string> {
  const root = path.dirname(folder);
  const mark = randomBytes(4).toString('hex');
  const aside = path.join(root, `${prefix}${path.basename(folder)}-${mark}`);
  try {
    await fs.promises.rename(folder, aside);
  } catch {
    return folder;
  }
  await flushFolder(root);
  return aside;
}

const removeFolder = (folder: string): Promise<void> =>
  fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
