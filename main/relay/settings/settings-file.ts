/**
 * How config.json is written. The desktop puts electron-store here; under plain Node its base package
 * `conf` writes the same file. Reading is not theirs: they know no damaged file, and read on each get.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../contract/settings.ts';

/** The file, for writing. */
export interface SettingsFile {
  readonly path: string;
  /** Replaces the content in one step (old or new after a crash, never half). Rejects on disk errors. */
  write(settings: Settings): Promise<void>;
}

/** In the data folder. */
export const settingsFileName = 'config.json';

/** Writes through `conf`; the file is the owner's only. */
export class ConfSettingsFile implements SettingsFile {
  readonly path: string;
  readonly #folder: string;

  /** `folder` must be absolute: conf would look in the user's own folder for any other. */
  constructor(folder: string) {
    this.#folder = path.resolve(folder);
    this.path = path.join(this.#folder, settingsFileName);
  }

  async write(settings: Settings): Promise<void> {
    // Loaded at the first save only: it brings a JSON schema compiler, 24 ms and 14 MB.
    const { default: Conf } = await import('conf');
    const conf = new Conf<Record<string, unknown>>({
      cwd: this.#folder,
      configName: 'config',
      configFileMode: 0o600,
      // The old content is replaced whole, so that it need not be readable.
      clearInvalidConfig: true,
    });
    conf.store = { ...settings };
    fs.chmodSync(this.path, 0o600);
  }
}
