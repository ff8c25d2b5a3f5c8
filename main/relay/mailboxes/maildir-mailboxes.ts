/**
 * One Maildir per user: durable delivery, and one exclusive session at a time. Owns locks and files; what
 * a session says is POP3's.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Mailboxes, MessageSource, OpenOutcome } from './mailboxes.ts';
import { readIndex, stampOf, type MailboxIndex } from './mailbox-index.ts';
import { maildirName } from './maildir-name.ts';
import { MaildirMaildrop } from './maildir-maildrop.ts';

/** Indexes of this many messages are kept in all; the mailbox unused longest is forgotten first. */
const keptMessages = 200_000;
/** Leftovers of deliveries that a crash cut off. */
const staleTmpMs = 36 * 3600_000;

export class MaildirMailboxes implements Mailboxes {
  readonly #folder: string;
  readonly #locked = new Set<string>();
  readonly #indexes = new Map<string, MailboxIndex>();
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(user: string): Promise<OpenOutcome> {
    if (this.#locked.has(user)) return { outcome: 'in-use' };
    this.#locked.add(user);
    try {
      const folder = await this.#folderOf(user);
      const index = await this.#indexOf(user, folder);
      const release = (): void => void this.#locked.delete(user);
      return { outcome: 'open', maildrop: new MaildirMaildrop(folder, index.messages, release) };
    } catch (error) {
      this.#locked.delete(user);
      const code = (error as NodeJS.ErrnoException).code;
      return { outcome: 'failed', temporary: code !== 'EACCES' && code !== 'EROFS' };
    }
  }

  async deliver(user: string, message: MessageSource, key: string): Promise<void> {
    const folder = await this.#folderOf(user);
    const name = maildirName(key, message.sizeBytes);
    if (await isDelivered(folder, name)) return;
    const tmp = path.join(folder, 'tmp', name);
    const handle = await fs.promises.open(tmp, 'w', 0o600);
    try {
      await handle.writeFile(message.body);
      await handle.datasync();
    } catch (error) {
      await fs.promises.rm(tmp, { force: true });
      throw error;
    } finally {
      await handle.close().catch(() => undefined);
    }
    await fs.promises.rename(tmp, path.join(folder, 'new', name));
    await flushFolder(path.join(folder, 'new'));
  }

  async remove(user: string): Promise<void> {
    this.#indexes.delete(user);
    this.#made.delete(user);
    await fs.promises.rm(path.join(this.#folder, user), { recursive: true, force: true });
  }

  async #folderOf(user: string): Promise<string> {
    const folder = path.join(this.#folder, user);
    if (this.#made.has(user)) return folder;
    for (const sub of ['tmp', 'new', 'cur'])
      await fs.promises.mkdir(path.join(folder, sub), { recursive: true, mode: 0o700 });
    await flushFolder(folder);
    await flushFolder(this.#folder);
    await removeStale(path.join(folder, 'tmp'));
    this.#made.add(user);
    return folder;
  }

  async #indexOf(user: string, folder: string): Promise<MailboxIndex> {
    const known = this.#indexes.get(user);
    const index = known?.stamp === (await stampOf(folder)) ? known : await readIndex(folder);
    this.#indexes.delete(user);
    this.#indexes.set(user, index);
    let count = 0;
    for (const { messages } of this.#indexes.values()) count += messages.length;
    for (const [other, { messages }] of this.#indexes) {
      if (count <= keptMessages || other === user) break;
      this.#indexes.delete(other);
      count -= messages.length;
    }
    return index;
  }
}

/** A crash between delivery and the queue's note of it must not deliver twice. */
async function isDelivered(folder: string, name: string): Promise<boolean> {
  return fs.promises.access(path.join(folder, 'new', name)).then(
    () => true,
    () => false,
  );
}

async function removeStale(folder: string): Promise<void> {
  for (const name of await fs.promises.readdir(folder)) {
    const file = path.join(folder, name);
    const { mtimeMs } = await fs.promises.stat(file);
    if (Date.now() - mtimeMs > staleTmpMs) await fs.promises.rm(file, { force: true });
  }
}

/** Makes a new name survive a power cut; Windows journals names itself. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.promises.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
