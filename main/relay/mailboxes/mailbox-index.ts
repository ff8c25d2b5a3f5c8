/** What is in one Maildir, kept in memory while its folders have not changed. */
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { MaildropMessage } from './mailboxes.ts';
import { sizeIn, uidOf } from './maildir-name.ts';

export interface IndexedMessage extends MaildropMessage {
  /** Path below the mailbox, `cur/NAME` or `new/NAME`. */
  readonly file: string;
  /** Somebody else put it there with bare LF: it must be turned into CRLF on the way out. */
  readonly isForeign: boolean;
}

export interface MailboxIndex {
  readonly stamp: string;
  readonly messages: readonly IndexedMessage[];
}

/** Tells one state of the folders from another; every delivery and deletion changes it. */
export async function stampOf(folder: string): Promise<string> {
  const stats = await Promise.all(
    ['new', 'cur'].map((sub) => fs.promises.stat(path.join(folder, sub), { bigint: true })),
  );
  return stats.map(({ mtimeNs }) => String(mtimeNs)).join(' ');
}

/** Reads the folders; a message is opened only when its name does not tell its size. */
export async function readIndex(folder: string): Promise<MailboxIndex> {
  const stamp = await stampOf(folder);
  const files: string[] = [];
  for (const sub of ['new', 'cur'])
    for (const name of await fs.promises.readdir(path.join(folder, sub)))
      if (!name.startsWith('.')) files.push(`${sub}/${name}`);
  const named = files.map((file) => ({ file, name: file.slice(4) }));
  // Names begin with time or queue id: the order of arrival, the same in each session.
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  const messages: IndexedMessage[] = [];
  for (const { file, name } of named) {
    const known = sizeIn(name);
    const sizeBytes = known ?? (await countedSize(path.join(folder, file)));
    messages.push({ file, sizeBytes, uid: uidOf(name), isForeign: known === null });
  }
  return { stamp, messages };
}

/** Octets with every line end as CRLF, as RFC 1939 §11 counts them. */
async function countedSize(file: string): Promise<number> {
  let octets = 0;
  const lines = createInterface({
    input: fs.createReadStream(file, 'latin1'),
    crlfDelay: Infinity,
  });
  for await (const line of lines) octets += line.length + 2;
  return octets;
}
