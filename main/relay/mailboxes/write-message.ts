/** Puts one message into a Maildir so that it survives a power cut. */
import fs from 'node:fs';
import path from 'node:path';
import { flushFolder } from '../store/flush-folder.ts';
import type { MessageSource } from './mailboxes.ts';

let count = 0;

/**
 * Writes to tmp/, flushes, moves to new/ under `name`, flushes the folder. Rejects when a step fails, and
 * leaves nothing behind then.
 */
export async function writeMessage(
  folder: string,
  name: string,
  message: MessageSource,
): Promise<void> {
  count += 1;
  const tmp = path.join(folder, 'tmp', `${name}.${process.pid}.${count}`);
  try {
    await writeFlushed(tmp, message);
    await fs.promises.rename(tmp, path.join(folder, 'new', name));
  } catch (error) {
    await fs.promises.rm(tmp, { force: true });
    throw error;
  }
  await flushFolder(path.join(folder, 'new'));
}

async function writeFlushed(file: string, { sizeBytes, body }: MessageSource): Promise<void> {
  const handle = await fs.promises.open(file, 'wx', 0o600);
  try {
    await handle.writeFile(body);
    const { size } = await handle.stat();
    // The name tells the size: one that lies would break every STAT and LIST.
    if (size !== sizeBytes) throw new Error(`The message has ${size} octets, not ${sizeBytes}`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
