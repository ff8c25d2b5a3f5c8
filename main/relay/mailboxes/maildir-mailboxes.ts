/**
 * One Maildir per user: durable delivery, and one exclusive session at a time. What a session says is
 * POP3's. Files are stored as they go on the wire (CRLF).
 */
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { codeOf } from '../../contract/thrown.ts';
import type { JournalWriter } from '../journal/journal.ts';
import { systemClock, type Clock } from '../lifecycle/clock.ts';
import { flushFolder } from '../store/flush-folder.ts';
import { IndexCache } from './index-cache.ts';
import type { UnreadableFile } from './mailbox-index.ts';
import { MailboxLocks } from './mailbox-locks.ts';
import type { Mailboxes, MailboxHolder, MessageSource, OpenOutcome } from './mailboxes.ts';
import { baseOf, maildirName } from './maildir-name.ts';
import { MaildirMaildrop } from './maildir-maildrop.ts';
import { endRemovals, removeMailbox } from './removed-mailboxes.ts';
import { SmallFiles } from './small-files.ts';
import { writeMessage } from './write-message.ts';

/** Leftovers of deliveries that a crash cut off; the Maildir convention waits for 36 hours. */
const staleTmpMs = 36 * 3_600_000;

/** Faults that do not go away by themselves: RFC 3206 §4 SYS/PERM. */
const permanentCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/**
 * The mailboxes below one folder. `deliver` resolves once message and folder are flushed, and rejects when they
 * are not.
 */
export class MaildirMailboxes implements Mailboxes {
  readonly #root: string;
  readonly #clock: Clock;
  readonly #journal: JournalWriter | null;
  readonly #indexes: IndexCache;
  readonly #locks: MailboxLocks;
  readonly #files: SmallFiles;
  /** Folders that are there, so that they are made and looked through once. */
  readonly #made = new Map<string, Promise<string>>();
  /** Deliveries under way, by mailbox and file name: two of the same message are one. */
  readonly #arriving = new Map<string, Promise<void>>();
  /** How often each mailbox was removed: who waited for one that went must not make it anew. */
  readonly #removals = new Map<string, number>();
  /** Removals under way, ended either way: the next user of the name begins behind them. */
  readonly #removing = new Map<string, Promise<void>>();

  constructor(root: string, clock: Clock = systemClock, journal: JournalWriter | null = null) {
    this.#root = root;
    this.#clock = clock;
    this.#journal = journal;
    this.#indexes = new IndexCache(clock, (user, found) => this.#leftOut(user, found));
    this.#locks = new MailboxLocks(clock);
    this.#files = new SmallFiles(clock);
  }

  /** Ends removals that were cut off. What cannot be deleted is journaled, and stays until the next start. */
  async endRemovals(): Promise<void> {
    try {
      await endRemovals(this.#root);
    } catch (error) {
      const code = codeOf(error);
      const text = `What is left of a removed mailbox could not be deleted (${code}).`;
      this.#journal?.record({ event: 'mailboxes.left', level: 'warning', text });
    }
  }

  async open(user: string, holder?: MailboxHolder): Promise<OpenOutcome> {
    const removing = this.#removing.get(user);
    if (removing !== undefined) await removing;
    const removals = this.#removals.get(user);
    const release = await this.#locks.take(user, holder);
    if (release === null) return { outcome: 'in-use' };
    if (removals !== this.#removals.get(user)) {
      release();
      return { outcome: 'failed', temporary: true, code: 'ENOENT' };
    }
    try {
      const folder = await this.#folderOf(user);
      const { messages } = await this.#indexes.get(user, folder);
      const onChange = (): void => this.#indexes.changed(user);
      const onUnreadable = (base: string, found: UnreadableFile): void =>
        this.#indexes.unreadable(user, base, found);
      const files = this.#files;
      const given = { folder, messages, files, release, onChange, onUnreadable };
      return { outcome: 'open', maildrop: new MaildirMaildrop(given) };
    } catch (error) {
      release();
      // Perhaps somebody took the folder away: next time it is made anew.
      this.#made.delete(user);
      const code = codeOf(error);
      return { outcome: 'failed', temporary: !permanentCodes.has(code), code };
    }
  }

  async deliver(user: string, message: MessageSource, key: string): Promise<void> {
    const name = maildirName(key, message.sizeBytes);
    const place = path.join(this.#pathOf(user), name);
    const arriving =
      this.#arriving.get(place) ??
      this.#put(user, name, message).finally(() => this.#arriving.delete(place));
    this.#arriving.set(place, arriving);
    try {
      await arriving;
    } finally {
      if (message.body instanceof Readable) message.body.destroy();
    }
  }

  async measure(user: string): Promise<{ messages: number; sizeBytes: number }> {
    const folder = this.#pathOf(user);
    // A mailbox is made when somebody first needs it; to look is no need.
    if (!fs.existsSync(path.join(folder, 'cur'))) return { messages: 0, sizeBytes: 0 };
    const { messages } = await this.#indexes.get(user, folder);
    return {
      messages: messages.length,
      sizeBytes: messages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    };
  }

  async remove(user: string): Promise<void> {
    const folder = this.#pathOf(user);
    this.#removals.set(user, (this.#removals.get(user) ?? 0) + 1);
    // Those of now: what comes later waits for us, and must not be waited for.
    const removal = this.#takeAway(user, folder, this.#arrivalsIn(folder));
    const ended = removal.catch(() => undefined);
    this.#removing.set(user, ended);
    await ended;
    if (this.#removing.get(user) === ended) this.#removing.delete(user);
    return removal;
  }

  async #takeAway(user: string, folder: string, arrivals: Promise<void>): Promise<void> {
    // Null where a session takes its time over its last command: the mailbox goes all the same.
    const release = await this.#locks.take(user);
    try {
      await arrivals;
      this.#indexes.forget(user);
      this.#made.delete(user);
      await removeMailbox(folder);
    } finally {
      release?.();
    }
  }

  /** Resolves when what is being delivered there has ended, well or not. */
  async #arrivalsIn(folder: string): Promise<void> {
    const arriving = [...this.#arriving].filter(([place]) => path.dirname(place) === folder);
    await Promise.allSettled(arriving.map(([, arrival]) => arrival));
  }

  #leftOut(user: string, { file, code }: UnreadableFile): void {
    const what = code === null ? 'is no file' : `cannot be read (${code})`;
    const text = `${file} in the mailbox of ${user} ${what}. It is left out, and stays where it is.`;
    this.#journal?.record({ event: 'mailboxes.unreadable', level: 'warning', user, text });
  }

  async #put(user: string, name: string, message: MessageSource): Promise<void> {
    try {
      await this.#removing.get(user);
      const folder = await this.#folderOf(user);
      // Flushed again: the last try may have failed at just that.
      if (await isDelivered(folder, name)) await flushFolder(path.join(folder, 'new'));
      else await writeMessage(folder, name, message);
    } catch (error) {
      this.#made.delete(user);
      throw error;
    } finally {
      this.#indexes.changed(user);
    }
  }

  #folderOf(user: string): Promise<string> {
    const known = this.#made.get(user);
    if (known) return known;
    const made = this.#make(this.#pathOf(user));
    this.#made.set(user, made);
    made.catch(() => this.#made.delete(user));
    return made;
  }

  async #make(folder: string): Promise<string> {
    const isNew = await fs.promises.access(folder).then(
      () => false,
      () => true,
    );
    for (const sub of ['tmp', 'new', 'cur'])
      await fs.promises.mkdir(path.join(folder, sub), { recursive: true, mode: 0o700 });
    // All above it that may be new.
    if (isNew)
      for (const at of [folder, this.#root, path.dirname(this.#root)]) await flushFolder(at);
    await this.#removeStale(path.join(folder, 'tmp'));
    return folder;
  }

  async #removeStale(tmp: string): Promise<void> {
    for (const name of await fs.promises.readdir(tmp)) {
      const file = path.join(tmp, name);
      if (this.#clock.now() - (await changedAt(file)) > staleTmpMs)
        // Tidiness, tried again at the next start: what somebody holds, or a disk keeps as it is, shuts no mailbox.
        await fs.promises.rm(file, { force: true }).catch(() => undefined);
    }
  }

  /** User names are checked where users are made; here once more, since this one can delete. */
  #pathOf(user: string): string {
    if (!/^\w[\w.-]*$/.test(user)) throw new Error('This name cannot be a mailbox');
    return path.join(this.#root, user);
  }
}

/**
 * When the file was written last (epoch ms); Infinity for a folder, for what was moved away just now, and for what a bad
 * disk does not show.
 */
const changedAt = (file: string): Promise<number> =>
  fs.promises.lstat(file).then(
    (stat) => (stat.isFile() ? stat.mtimeMs : Infinity),
    () => Infinity,
  );

/** A crash between delivery and the queue's note of it must not deliver twice. */
async function isDelivered(folder: string, name: string): Promise<boolean> {
  try {
    await fs.promises.access(path.join(folder, 'new', name));
    return true;
  } catch {
    // Not there; another mail program may have moved it on. Without one, cur/ is empty.
    const seen = await fs.promises.readdir(path.join(folder, 'cur'));
    return seen.some((other) => baseOf(other) === name);
  }
}
