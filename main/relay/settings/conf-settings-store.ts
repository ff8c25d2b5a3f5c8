/**
 * The settings in config.json. Owns the file, its last good copy and the snapshot in force; a damaged
 * file is put aside and the last good one used. Checking is the schema's.
 */
import fs from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import type { Result } from '../../contract/result.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { migrate } from './migrations.ts';
import { parseSettings } from './schema.ts';
import type { SettingsStore } from './settings-store.ts';

interface Change {
  readonly now: Settings;
  readonly before: Settings;
}

export class ConfSettingsStore implements SettingsStore {
  readonly #file: string;
  readonly #conf: Conf;
  readonly #changed = new Emitter<Change>();
  #settings: Settings;
  /** What happened to a damaged file, for the journal and the person; null when all was well. */
  readonly notice: string | null;

  /** Throws a RangeError when the settings come from a newer program. */
  constructor(folder: string) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = path.join(folder, 'config.json');
    const { settings, notice } = this.#load();
    this.notice = notice;
    this.#settings = settings;
    this.#conf = new Conf({ cwd: folder, configName: 'config', configFileMode: 0o600 });
    if (notice !== null) this.#save(settings);
  }

  get(): Settings {
    return this.#settings;
  }

  set(next: Settings): Result<null> {
    const parsed = parseSettings(next);
    if (!parsed.ok) return parsed;
    const before = this.#settings;
    this.#save(parsed.value);
    this.#settings = parsed.value;
    this.#changed.emit({ now: parsed.value, before });
    return { ok: true, value: null };
  }

  /** Settings for this run only (`--set` on the command line): in force, not saved. */
  override(next: Settings): Result<null> {
    const parsed = parseSettings(next);
    if (parsed.ok) this.#settings = parsed.value;
    return parsed.ok ? { ok: true, value: null } : parsed;
  }

  onChange(listener: (now: Settings, before: Settings) => void): () => void {
    return this.#changed.on(({ now, before }) => {
      listener(now, before);
    });
  }

  #load(): { settings: Settings; notice: string | null } {
    if (!fs.existsSync(this.#file)) return { settings: defaultSettings, notice: null };
    const read = readSettings(this.#file);
    if (read !== null) {
      this.#keepLastGood();
      return { settings: read, notice: null };
    }
    const aside = `${this.#file}.damaged-${Date.now()}`;
    fs.renameSync(this.#file, aside);
    const lastGood = readSettings(this.#lastGoodFile);
    const used = lastGood ? 'the last good ones are used' : 'the first ones are used';
    const notice = `The settings file was damaged and put aside as ${aside}; ${used}. Check them in "mailroom settings get".`;
    return { settings: lastGood ?? defaultSettings, notice };
  }

  #save(settings: Settings): void {
    this.#conf.store = settings as unknown as Record<string, unknown>;
    this.#keepLastGood();
  }

  get #lastGoodFile(): string {
    return `${this.#file}.last-good`;
  }

  #keepLastGood(): void {
    fs.copyFileSync(this.#file, this.#lastGoodFile);
    fs.chmodSync(this.#lastGoodFile, 0o600);
  }
}

/** The settings in a file, or null when it is damaged or missing; throws for a newer program's. */
export function readSettings(file: string): Settings | null {
  let raw: unknown;
  try {
    raw = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return null;
  const parsed = parseSettings(migrate(raw as Record<string, unknown>));
  return parsed.ok ? parsed.value : null;
}
