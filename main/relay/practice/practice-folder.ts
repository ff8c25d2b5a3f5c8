/** The folder of the practice provider: messages as .eml, each with its envelope beside it, the newest kept. */
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { subjectIn } from '../lifecycle/mail-subject.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { unlessMissing } from '../store/if-there.ts';

/** What came with a message; `receivedAt` in epoch ms. */
export interface PracticeEnvelope {
  readonly receivedAt: number;
  readonly sender: string;
  readonly recipients: readonly string[];
}

/** A message that the practice provider took. */
export interface PracticeMessage extends PracticeEnvelope {
  readonly file: string;
  readonly subject: string;
}

/** How often old messages are looked for: a folder listing a message would cost more than the message. */
const sweepEvery = 50;
/** Enough for any subject. */
const headBytes = 64 << 10;

/** Puts messages into the folder and lists them; the oldest beyond `keep` go. */
export class PracticeFolder {
  readonly #folder: string;
  readonly #keep: number;
  #count = 0;

  /** `keep` is how many messages stay. */
  constructor(folder: string, keep: number) {
    this.#folder = folder;
    this.#keep = keep;
  }

  /** Rejects with a ServiceFault `practice.unreadable` where it cannot be used. */
  async open(): Promise<void> {
    try {
      await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await this.#sweep();
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  /** Keeps one message, octet for octet; nothing of it stays where it fails or breaks off. */
  async add(body: Readable, envelope: PracticeEnvelope): Promise<void> {
    this.#count += 1;
    const stamp = new Date(envelope.receivedAt).toISOString().replace(/[:.]/g, '-');
    const number = String(this.#count).padStart(6, '0');
    const file = path.join(this.#folder, `${stamp}-${number}-${process.pid}.eml`);
    try {
      await pipeline(body, fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }));
      await fs.promises.writeFile(envelopeFile(file), JSON.stringify(envelope), { mode: 0o600 });
    } catch (error) {
      await remove(file);
      throw error;
    }
    if (this.#count % sweepEvery === 0) await this.#sweep();
  }

  /** The newest first, at most `limit`. Rejects with a ServiceFault `practice.unreadable` where it cannot be used. */
  async list(limit: number): Promise<readonly PracticeMessage[]> {
    try {
      const names = (await this.#names()).reverse().slice(0, limit);
      const messages = await Promise.all(
        names.map((name) => readMessage(path.join(this.#folder, name))),
      );
      return messages.filter((message) => message !== null);
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  #unusable(error: unknown): ServiceFault {
    const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
    const words = `The practice folder ${this.#folder} cannot be used (${code}). Look at the disk and at who may read the data folder.`;
    return new ServiceFault('practice.unreadable', words, error);
  }

  async #sweep(): Promise<void> {
    const names = await this.#names();
    for (const name of names.slice(0, Math.max(0, names.length - this.#keep)))
      await remove(path.join(this.#folder, name));
  }

  /** Names begin with the time, so that their order is that of arrival. */
  async #names(): Promise<string[]> {
    const names = await fs.promises.readdir(this.#folder).catch(unlessMissing([]));
    return names.filter((name) => name.endsWith('.eml')).sort();
  }
}

const envelopeFile = (file: string): string => `${file}.json`;

async function remove(file: string): Promise<void> {
  for (const name of [file, envelopeFile(file)]) await fs.promises.rm(name, { force: true });
}

/** Null where the message has just been swept away, or has no whole envelope (yet). */
async function readMessage(file: string): Promise<PracticeMessage | null> {
  const envelope = await fs.promises
    .readFile(envelopeFile(file), 'utf8')
    .then(parseEnvelope)
    .catch(unlessMissing(null));
  const head = await beginningOf(file).catch(unlessMissing(null));
  if (envelope === null || head === null) return null;
  const [header = ''] = head.split(/\r?\n\r?\n/, 1);
  return { file, subject: subjectIn(header), ...envelope };
}

/** Ours, and so whole or cut off: nothing here is flushed, and one that a crash cut off must not hide the others. */
function parseEnvelope(text: string): PracticeEnvelope | null {
  try {
    return JSON.parse(text) as PracticeEnvelope;
  } catch {
    return null;
  }
}

async function beginningOf(file: string): Promise<string> {
  const handle = await fs.promises.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}
