import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { Emitter } from '../../main/relay/lifecycle/emitter.ts';
import type { SettingsReader } from '../../main/relay/settings/settings-store.ts';

/** Settings in memory, turned by a test. */
export class TestSettings implements SettingsReader {
  #settings: Settings = defaultSettings;
  readonly #changed = new Emitter<[Settings, Settings]>();

  get(): Settings {
    return this.#settings;
  }

  onChange(listener: (now: Settings, before: Settings) => void): () => void {
    return this.#changed.on(([now, before]) => listener(now, before));
  }

  /** Replaces parts of one section. */
  change<K extends 'popAuth' | 'access' | 'office' | 'limits' | 'provider'>(
    section: K,
    part: Partial<Settings[K]>,
  ): void {
    const before = this.#settings;
    this.#settings = { ...before, [section]: { ...before[section], ...part } };
    this.#changed.emit([this.#settings, before]);
  }
}
