/**
 * The settings in force, from config.json. Owns the snapshot and what differs from the file for this run.
 * Checking is the schema's, loading is load-settings', writing is the SettingsFile's.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AppError, Result } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import { messageOf } from '../../contract/thrown.ts';
import { systemClock, type Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { flushFolder } from '../store/flush-folder.ts';
import { keepLastGood, loadSettings } from './load-settings.ts';
import { parseSettings } from './schema.ts';
import { differences, putValues, type SettingDifference } from './setting-differences.ts';
import { ConfSettingsFile, type SettingsFile } from './settings-file.ts';
import type { SettingsStore } from './settings-store.ts';
import { Turns } from '../lifecycle/turns.ts';

interface Change {
  readonly now: Settings;
  readonly before: Settings;
}

/**
 * The settings in force. The constructor throws a ServiceFault for a file of a newer program, which it leaves
 * alone.
 */
export class ConfSettingsStore implements SettingsStore {
  /** What happened to a damaged file, for the journal and the person; null when all was well. */
  readonly notice: string | null;
  readonly #file: SettingsFile;
  readonly #changed = new Emitter<Change>();
  #settings: Settings;
  /** As in the file; differs from the settings in force by the overrides. */
  #saved: Settings;
  #overrides: readonly SettingDifference[] = [];
  readonly #turns = new Turns();

  /**
   * Throws a ServiceFault `settings.too-new` for the settings of a newer program, and one with the system's code for a
   * file that cannot be opened; nothing is touched then.
   */
  constructor(
    folder: string,
    clock: Clock = systemClock,
    file: SettingsFile = new ConfSettingsFile(folder),
  ) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = file;
    const { settings, notice } = loadSettings(file.path, clock.now());
    this.notice = notice;
    this.#settings = settings;
    this.#saved = settings;
  }

  get(): Settings {
    return this.#settings;
  }

  set(next: Settings): Promise<Result<null>> {
    // One at a time: of two saves at once, the later must be in the file and in force.
    return this.#turns.take(() => this.#set(next));
  }

  /**
   * Settings for this run only (`--set` on the command line): in force, not saved, also not by a later
   * `set` of something else.
   */
  override(next: Settings): Result<null> {
    const parsed = parseSettings(next);
    if (!parsed.ok) return parsed;
    this.#overrides = differences(this.#saved, parsed.value);
    this.#use(parsed.value);
    return { ok: true, value: null };
  }

  onChange(listener: (now: Settings, before: Settings) => void): () => void {
    return this.#changed.on(({ now, before }) => {
      listener(now, before);
    });
  }

  async #set(next: Settings): Promise<Result<null>> {
    const parsed = parseSettings(next);
    if (!parsed.ok) return parsed;
    const overrides = this.#overridesIn(parsed.value);
    const toSave = parseSettings(putValues(parsed.value, overrides));
    if (!toSave.ok) return toSave;
    const error = await this.#write(toSave.value);
    if (error !== null) return { ok: false, error };
    keepLastGood(this.#file.path);
    this.#saved = toSave.value;
    this.#overrides = overrides;
    this.#use(parsed.value);
    return { ok: true, value: null };
  }

  /** Null where the file holds them for good; else it says what it said before. */
  async #write(settings: Settings): Promise<AppError | null> {
    try {
      await this.#file.write(settings);
      // Who takes a network off the list must not find it there again after a power cut.
      await flushFolder(path.dirname(this.#file.path));
      return null;
    } catch (error) {
      // What the disk did not confirm may stand there all the same, and would be in force after a restart.
      await this.#file.write(this.#saved).catch(() => undefined);
      return saveError(error);
    }
  }

  #use(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    this.#changed.emit({ now: settings, before });
  }

  /** Those that `next` still carries: they keep the saved value. One that was changed since is saved, and none any more. */
  #overridesIn(next: Settings): readonly SettingDifference[] {
    const changed = differences(this.#saved, next);
    return this.#overrides.filter(({ path, to }) =>
      changed.some((one) => one.path.join('.') === path.join('.') && isSame(one.to, to)),
    );
  }
}

const saveError = (error: unknown): AppError => ({
  code: 'settings.not-saved',
  message: `The settings could not be saved: ${messageOf(error)}.`,
  hint: 'Check that the disk is not full and that the data folder may be written; nothing was changed.',
});

const isSame = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two);
