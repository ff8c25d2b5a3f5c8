/** Secrets in a file of the owner's only, where no operating system keeps them (terminal, server). */
import fs from 'node:fs';
import path from 'node:path';
import type { SecretStore } from './settings-store.ts';

export class FileSecretStore implements SecretStore {
  readonly isProtected = false;
  readonly #file: string;

  constructor(folder: string) {
    this.#file = path.join(folder, 'secrets.json');
  }

  get(name: string): Promise<string | null> {
    return Promise.resolve(this.#read()[name] ?? null);
  }

  set(name: string, secret: string): Promise<void> {
    return this.#write({ ...this.#read(), [name]: secret });
  }

  remove(name: string): Promise<void> {
    return this.#write(
      Object.fromEntries(Object.entries(this.#read()).filter(([key]) => key !== name)),
    );
  }

  #read(): Record<string, string> {
    if (!fs.existsSync(this.#file)) return {};
    return JSON.parse(fs.readFileSync(this.#file, 'utf8')) as Record<string, string>;
  }

  async #write(secrets: Record<string, string>): Promise<void> {
    const next = `${this.#file}.next`;
    const handle = await fs.promises.open(next, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(secrets));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.promises.rename(next, this.#file);
  }
}
