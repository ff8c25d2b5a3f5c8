/** config.json written by electron-store; the same file that its base package writes without a desktop. */
import fs from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import type { Settings } from '../contract/settings.ts';
import type { SettingsFile } from '../relay/settings/settings-file.ts';

/** Writes the settings whole, owner only; rejects on disk errors. */
export class ElectronSettingsFile implements SettingsFile {
  readonly path: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = path.resolve(folder);
    this.path = path.join(this.#folder, 'config.json');
  }

  /** Rejects on disk errors; the file is then the old one. */
  write(settings: Settings): Promise<void> {
    return Promise.resolve().then(() => {
      const store = new ElectronStore<Record<string, unknown>>({
        cwd: this.#folder,
        name: 'config',
        configFileMode: 0o600,
        // The old content is replaced whole, so that it need not be readable.
        clearInvalidConfig: true,
      });
      store.store = { ...settings };
      fs.chmodSync(this.path, 0o600);
    });
  }
}
