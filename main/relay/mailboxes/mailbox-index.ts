/** What is in one Maildir, read from its names. Who keeps an index, and for how long, is IndexCache's. */
import fs from 'node:fs';
import path from 'node:path';
import { crlfSize } from './crlf.ts';
import { baseOf, ourSizeIn, uidOf, wireSizeIn } from './maildir-name.ts';
import type { MaildropMessage } from './mailboxes.ts';

/** One message of a mailbox and the file that it is in. */
export interface IndexedMessage extends MaildropMessage {
  /** Path below the mailbox, `cur/NAME` or `new/NAME`. */
  readonly file: string;
  /** File name without flags: the same wherever another program moves the file. */
  readonly base: string;
  /** Another program put it there, perhaps with bare LF: it goes out through crlfStream. */
  readonly isForeign: boolean;
}

/** All messages of a mailbox, oldest first, as they were when the folders had this stamp. */
export interface MailboxIndex {
  readonly stamp: FolderStamp;
  readonly messages: readonly IndexedMessage[];
  /** By `base`: what lies there and is no message that can be read. */
  readonly unreadable: ReadonlyMap<string, UnreadableFile>;
}

/** Something between the messages that is left out. */
export interface UnreadableFile {
  /** Path below the mailbox. */
  readonly file: string;
  /** The system's code (EACCES), or null: it is no file, but a folder, a pipe, a device. */
  readonly code: string | null;
}

/** Times (epoch ms) when new/ and cur/ changed last; every delivery and deletion changes them. */
export interface FolderStamp {
  readonly newMs: number;
  readonly curMs: number;
}

/**
 * Synchronous on purpose: the kernel has both at hand and answers within microseconds, while a turn in the
 * thread pool costs each sign-in many times that, and waits behind password checks and flushes.
 */
export const stampOf = (folder: string): FolderStamp => ({
  newMs: fs.statSync(`${folder}/new`).mtimeMs,
  curMs: fs.statSync(`${folder}/cur`).mtimeMs,
});

/** Nothing came or went between the two stamps, as far as the file system's clock can tell. */
export const isSameStamp = (a: FolderStamp, b: FolderStamp): boolean =>
  a.newMs === b.newMs && a.curMs === b.curMs;

/**
 * Reads the folders. A message is opened only where its name does not tell its size, and only once while
 * `before`, the index so far, knows it: content never changes under a name.
 */
export async function readIndex(
  folder: string,
  before: MailboxIndex | null,
): Promise<MailboxIndex> {
  // First the stamp: what changes while we read makes it old.
  const stamp = stampOf(folder);
  const known = new Map((before?.messages ?? []).map((message) => [message.base, message]));
  const messages: IndexedMessage[] = [];
  const unreadable = new Map<string, UnreadableFile>();
  // In the order of their names, which begin with a time: each session numbers them alike.
  const places = [...(await placesOf(folder))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [base, file] of places) {
    const isInDoubt = before?.unreadable.has(base) === true;
    const message =
      (isInDoubt ? null : known.get(base)) ?? (await describe(folder, { file, base, isInDoubt }));
    if (message === null) continue;
    if ('code' in message) {
      unreadable.set(base, message);
      continue;
    }
    messages.push(message.file === file ? message : { ...message, file });
  }
  return { stamp, messages, unreadable };
}

/** All files, by their names without flags: `cur/NAME` or `new/NAME`. Rejects where a folder cannot be read. */
export async function placesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const byBase = new Map<string, string>();
  for (const sub of ['new', 'cur'])
    for (const name of await fs.promises.readdir(path.join(folder, sub)))
      // A file caught between new/ and cur/ is seen twice and is one message.
      if (!name.startsWith('.')) byBase.set(baseOf(name), `${sub}/${name}`);
  return byBase;
}

/** Null for a file that went away just now. What could not be read before is read, whatever its name tells. */
async function describe(
  folder: string,
  { file, base, isInDoubt }: { file: string; base: string; isInDoubt: boolean },
): Promise<IndexedMessage | UnreadableFile | null> {
  const ourBytes = ourSizeIn(base);
  const isNamed = !base.includes(noCharacter);
  const knownBytes = isInDoubt || !isNamed ? null : (ourBytes ?? wireSizeIn(base));
  const measured = knownBytes ?? (await measure(path.join(folder, file)));
  if (measured === 'gone') return isNamed ? null : { file, code: 'ENOENT' };
  if (typeof measured !== 'number') return { file, ...measured };
  return { file, base, sizeBytes: measured, uid: uidOf(base), isForeign: ourBytes === null };
}

/** Octets on the wire, or why they cannot be known. Rejects where it is we who cannot read now. */
async function measure(file: string): Promise<number | Pick<UnreadableFile, 'code'> | 'gone'> {
  try {
    // Looked at first: who opens a pipe waits for its other end, and some devices never end.
    const stat = await fs.promises.stat(file);
    return stat.isFile() ? await crlfSize(file) : { code: null };
  } catch (error) {
    const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
    if (isOwnFault(code)) throw error;
    // A link to nowhere is there itself.
    return code !== 'ENOENT' || (await isThere(file)) ? { code } : 'gone';
  }
}

/** In the place of octets that are no UTF-8: by what we are told of such a name, the system finds no file. */
const noCharacter = '\ufffd';

/** Too many files are open, or memory lacks: that says nothing about the file. */
export const isOwnFault = (code: string | null): boolean =>
  code === 'EMFILE' || code === 'ENFILE' || code === 'ENOMEM';

const isThere = (file: string): Promise<boolean> =>
  fs.promises.lstat(file).then(
    () => true,
    () => false,
  );
