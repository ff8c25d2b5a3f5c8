/**
 * Secrets in a file of the owner's only, where no operating system keeps them (terminal, server). No
 * error of it carries content: a JSON error would quote the text around the fault.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { flushFolder } from '../store/flush-folder.ts';
import { unlessMissing } from '../store/if-there.ts';
import type { SecretStore } from './settings-store.ts';
import { Turns } from '../lifecycle/turns.ts';

/** Beside the plain file: what the desktop app has sealed with the help of the operating system. */
export const sealedSecretsFile = 'secrets.sealed.json';

/** secrets.json, mode 0600. Rejects with a ServiceFault when the file is damaged or cannot be read. */
export class FileSecretStore implements SecretStore {
  readonly isProtected = false;
  readonly #folder: string;
  readonly #file: string;
  readonly #turns = new Turns();

  constructor(folder: string, name = 'secrets.json') {
    this.#folder = folder;
    this.#file = path.join(folder, name);
  }

  /**
   * Rejects with a ServiceFault: `secrets.damaged` when the file cannot be understood, `secrets.unreadable` when the
   * system does not give it.
   */
  async get(name: string): Promise<string | null> {
    await this.#turns.ended;
    return (await this.#read()).get(name) ?? null;
  }

  /** Flushed when it resolves. */
  set(name: string, secret: string): Promise<void> {
    return this.#change((secrets) => secrets.set(name, secret));
  }

  remove(name: string): Promise<void> {
    return this.#change((secrets) => secrets.delete(name));
  }

  /** One change at a time: two at once would each write the other's away. */
  #change(apply: (secrets: Map<string, string>) => unknown): Promise<void> {
    return this.#turns.take(async () => {
      const secrets = await this.#readForChange();
      apply(secrets);
      await this.#write(secrets);
    });
  }

  /** What is entered anew takes the place of a damaged file, which is kept beside it. */
  async #readForChange(): Promise<Map<string, string>> {
    try {
      return await this.#read();
    } catch (error) {
      // One that is only not given today may be whole.
      if (!(error instanceof ServiceFault) || error.code !== damaged) throw error;
      const date = new Date().toISOString().replace(/[:.]/g, '-');
      await fs.promises.rename(this.#file, `${this.#file}.damaged-${date}`);
      return new Map();
    }
  }

  async #read(): Promise<Map<string, string>> {
    const text = await fs.promises
      .readFile(this.#file, 'utf8')
      .catch(unlessMissing(null))
      .catch((error: unknown) => {
        throw unreadable(this.#file, error);
      });
    return new Map(text === null ? [] : Object.entries(parseSecrets(text, this.#file)));
  }

  async #write(secrets: ReadonlyMap<string, string>): Promise<void> {
    await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const next = `${this.#file}.next`;
    // A draft left by a crash could have other rights; `mode` counts only for a new file.
    await fs.promises.rm(next, { force: true });
    const handle = await fs.promises.open(next, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(Object.fromEntries(secrets)));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.promises.rename(next, this.#file);
    await flushFolder(this.#folder);
  }
}

const damaged = 'secrets.damaged';

function unreadable(file: string, error: unknown): ServiceFault {
  const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
  const words = `The file with the stored passwords, ${file}, cannot be read (${code}). Look at the disk and at who may read the data folder.`;
  return new ServiceFault('secrets.unreadable', words, error);
}

function parseSecrets(text: string, file: string): Record<string, string> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = null;
  }
  const isValid =
    raw !== null &&
    typeof raw === 'object' &&
    Object.values(raw).every((value) => typeof value === 'string');
  if (isValid) return raw as Record<string, string>;
  throw new ServiceFault(
    damaged,
    `The file with the stored passwords, ${file}, is damaged. Enter the provider’s password again.`,
  );
}
