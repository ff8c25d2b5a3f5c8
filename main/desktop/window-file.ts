/** `window.json`: what belongs to this PC and its person, and where the window stood. Checked when read. */
import fs from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import * as z from 'zod';
import type { Preferences, PreferencesChange } from '../contract/desktop.ts';
import { Emitter } from '../relay/lifecycle/emitter.ts';
import { changed, keptPreferences } from './preferences.ts';

const bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof bounds>;

export class WindowFile {
  readonly #store: ElectronStore;
  readonly #changed = new Emitter<Preferences>();
  #preferences: Preferences;

  constructor(folder: string) {
    this.#store = new ElectronStore({
      cwd: path.resolve(folder),
      name: 'window',
      configFileMode: 0o600,
      // Nothing in it is worth refusing to start.
      clearInvalidConfig: true,
    });
    this.#preferences = keptPreferences(this.#store.get('preferences'));
  }

  get preferences(): Preferences {
    return this.#preferences;
  }

  /** Saves at once. Throws on disk errors; nothing is changed then. */
  change(change: PreferencesChange): Preferences {
    const next = changed(this.#preferences, change);
    this.#save('preferences', next);
    this.#preferences = next;
    this.#changed.emit(next);
    return next;
  }

  onChange(listener: (now: Preferences) => void): () => void {
    return this.#changed.on(listener);
  }

  get bounds(): WindowBounds | null {
    const read = bounds.safeParse(this.#store.get('bounds'));
    return read.success ? read.data : null;
  }

  keepBounds(value: WindowBounds): void {
    this.#save('bounds', value);
  }

  #save(key: string, value: unknown): void {
    this.#store.set(key, value);
    fs.chmodSync(this.#store.path, 0o600);
  }
}
