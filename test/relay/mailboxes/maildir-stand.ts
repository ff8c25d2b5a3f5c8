import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { systemClock, type Clock } from '../../../main/relay/lifecycle/clock.ts';
import { MaildirMailboxes } from '../../../main/relay/mailboxes/maildir-mailboxes.ts';
import type { Maildrop, MessageSource } from '../../../main/relay/mailboxes/mailboxes.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestJournal } from '../../helpers/test-journal.ts';

export type Sub = 'tmp' | 'new' | 'cur';

/** Mailboxes in a folder of this test's own, and what another mail program would do to them. */
export class MaildirStand {
  readonly root: string;
  readonly journal = new TestJournal();
  boxes: MaildirMailboxes;
  readonly #clock: Clock;

  constructor(t: TestContext, clock: Clock = systemClock) {
    this.#clock = clock;
    this.root = path.join(tempFolder(t), 'mailboxes');
    this.boxes = this.#open();
  }

  /** As after a restart: nothing is remembered. */
  restart(): void {
    this.boxes = this.#open();
  }

  async deliver(text: string | Buffer, key: string, user = 'joe'): Promise<void> {
    await this.boxes.deliver(user, source(text), key);
  }

  /** The open mailbox; fails the test when it cannot be had. */
  async open(user = 'joe'): Promise<Maildrop> {
    const opened = await this.boxes.open(user);
    if (opened.outcome !== 'open') throw new Error(JSON.stringify(opened));
    return opened.maildrop;
  }

  /** What a session sees that comes and goes. */
  async look(user = 'joe'): Promise<{ uid: string; sizeBytes: number; content: string }[]> {
    const maildrop = await this.open(user);
    const seen = [];
    for (const [index, { uid, sizeBytes }] of maildrop.messages.entries())
      seen.push({ uid, sizeBytes, content: (await contentOf(maildrop, index)).toString('latin1') });
    maildrop.release();
    return seen;
  }

  at(sub: Sub, name = '', user = 'joe'): string {
    return path.join(this.root, user, sub, name);
  }

  names(sub: Sub, user = 'joe'): string[] {
    return fs.readdirSync(this.at(sub, '', user)).sort();
  }

  #open(): MaildirMailboxes {
    return new MaildirMailboxes(this.root, this.#clock, this.journal);
  }

  /** Another program puts a file there. */
  put(sub: Sub, name: string, content: string | Buffer = '', user = 'joe'): void {
    fs.mkdirSync(this.at(sub, '', user), { recursive: true });
    fs.writeFileSync(this.at(sub, name, user), content);
  }
}

export const source = (text: string | Buffer): MessageSource => {
  const body = Buffer.from(text as string, 'latin1');
  return { sizeBytes: body.length, body };
};

export async function contentOf(maildrop: Maildrop, index: number): Promise<Buffer> {
  const content = await maildrop.read(index);
  if (!(content instanceof Readable)) return content;
  return Buffer.concat(await content.toArray());
}
