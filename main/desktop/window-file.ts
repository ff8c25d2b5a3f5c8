/** `window.json`: what belongs to this PC and its person, and where the window stood. Checked when read. */
import fs from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import * as z from 'zod';
import type { Preferences, PreferencesChange } from '../contract/desktop.ts';
import { messageOf } from '../contract/thrown.ts';
import { Emitter } from '../relay/lifecycle/emitter.ts';
import { changed, keptPreferences } from './preferences.ts';

const bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});
/** Where the window stood, in pixels of the screen. */
export type WindowBounds = z.infer<typeof bounds>;

/** Reading never fails: nothing in it is worth refusing to start. Writing throws on disk errors. */
export class WindowFile {
  /** Why nothing could be read, or null. */
  readonly fault: string | null;
  readonly #folder: string;
  readonly #changed = new Emitter<Preferences>();
  #preferences: Preferences;
  #bounds: unknown;

  constructor(folder: string) {
    this.#folder = path.resolve(folder);
    const read = this.#read();
    this.fault = read.fault;
    this.#preferences = keptPreferences(read.preferences);
    this.#bounds = read.bounds;
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
    const read = bounds.safeParse(this.#bounds);
    return read.success ? read.data : null;
  }

  keepBounds(value: WindowBounds): void {
    this.#bounds = value;
    this.#save('bounds', value);
  }

  #read(): {
    readonly fault: string | null;
    readonly preferences?: unknown;
    readonly bounds?: unknown;
  } {
    try {
      const store = this.#open();
      return { fault: null, preferences: store.get('preferences'), bounds: store.get('bounds') };
    } catch (error) {
      return { fault: messageOf(error) };
    }
  }

  #save(key: string, value: unknown): void {
    const store = this.#open();
    store.set(key, value);
    fs.chmodSync(store.path, 0o600);
  }

  #open(): ElectronStore {
    return new ElectronStore({
      cwd: this.#folder,
      name: 'window',
      configFileMode: 0o600,
      // What is no JSON is as nothing.
      clearInvalidConfig: true,
    });
  }
}
