/**
 * The settings in force, from config.json. Owns the snapshot, the last good copy beside the file, and what
 * happens to a damaged file: it is put aside and the last good one used. Checking is the schema's,
 * writing is the SettingsFile's.
 */
import fs from 'node:fs';
import type { AppError, Result } from '../../contract/result.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { systemClock, type Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { migrate } from './migrations.ts';
import type { Shape } from './migrations/migration.ts';
import { parseSettings } from './schema.ts';
import { differences, putValues, type SettingDifference } from './setting-differences.ts';
import { ConfSettingsFile, type SettingsFile } from './settings-file.ts';
import type { SettingsStore } from './settings-store.ts';

interface Change {
  readonly now: Settings;
  readonly before: Settings;
}

interface Loaded {
  readonly settings: Settings;
  readonly notice: string | null;
}

/**
 * The settings in force. The constructor throws a ServiceFault for a file of a newer program, which it leaves
 * alone.
 */
export class ConfSettingsStore implements SettingsStore {
  /** What happened to a damaged file, for the journal and the person; null when all was well. */
  readonly notice: string | null;
  readonly #file: SettingsFile;
  readonly #clock: Clock;
  readonly #changed = new Emitter<Change>();
  #settings: Settings;
  /** As in the file; differs from the settings in force by the overrides. */
  #saved: Settings;
  #overrides: readonly SettingDifference[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /** Throws a ServiceFault `settings.too-new` for the settings of a newer program; nothing is touched then. */
  constructor(
    folder: string,
    clock: Clock = systemClock,
    file: SettingsFile = new ConfSettingsFile(folder),
  ) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = file;
    this.#clock = clock;
    const { settings, notice } = this.#load();
    this.notice = notice;
    this.#settings = settings;
    this.#saved = settings;
  }

  get(): Settings {
    return this.#settings;
  }

  set(next: Settings): Promise<Result<null>> {
    // One at a time: of two saves at once, the later must be in the file and in force.
    const result = this.#last.then(() => this.#set(next));
    this.#last = result;
    return result;
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
    const toSave = parseSettings(this.#withoutOverrides(parsed.value));
    if (!toSave.ok) return toSave;
    try {
      await this.#file.write(toSave.value);
    } catch (error) {
      return { ok: false, error: saveError(error) };
    }
    this.#keepLastGood();
    this.#saved = toSave.value;
    this.#use(parsed.value);
    return { ok: true, value: null };
  }

  #use(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    this.#changed.emit({ now: settings, before });
  }

  /** An override that `next` still carries takes the saved value; one that was changed since is saved. */
  #withoutOverrides(next: Settings): unknown {
    const changed = differences(this.#saved, next);
    const still = this.#overrides.filter(({ path, to }) =>
      changed.some((one) => one.path.join('.') === path.join('.') && isSame(one.to, to)),
    );
    return putValues(next, still);
  }

  #load(): Loaded {
    const read = readSettings(this.#file.path);
    if (read.outcome === 'missing') return this.#withoutFile();
    if (read.outcome === 'read') {
      this.#keepLastGood();
      return { settings: read.settings, notice: null };
    }
    if (read.error.code === 'settings.too-new') throw tooNew(read.error);
    return this.#afterDamage(read.error);
  }

  /** A new folder, or a crash between putting a damaged file aside and restoring the last good one. */
  #withoutFile(): Loaded {
    const lastGood = readSettings(this.#lastGoodPath);
    if (lastGood.outcome !== 'read') return { settings: defaultSettings, notice: null };
    fs.copyFileSync(this.#lastGoodPath, this.#file.path);
    const notice = `The settings file ${this.#file.path} was missing; the last good settings are used. Check them with "mailroom settings get".`;
    return { settings: lastGood.settings, notice };
  }

  #afterDamage(error: AppError): Loaded {
    const date = new Date(this.#clock.now()).toISOString().replace(/[:.]/g, '-');
    const aside = `${this.#file.path}.damaged-${date}`;
    fs.renameSync(this.#file.path, aside);
    const lastGood = readSettings(this.#lastGoodPath);
    const isGood = lastGood.outcome === 'read';
    if (isGood) fs.copyFileSync(this.#lastGoodPath, this.#file.path);
    const used = isGood
      ? 'The last good settings are used.'
      : 'No good copy was found, so Mailroom starts with the first settings.';
    const notice = `The settings file was damaged and put aside as ${aside} (${error.message}) ${used} Check them with "mailroom settings get".`;
    return { settings: isGood ? lastGood.settings : defaultSettings, notice };
  }

  get #lastGoodPath(): string {
    return lastGoodOf(this.#file.path);
  }

  #keepLastGood(): void {
    const draft = `${this.#lastGoodPath}.next`;
    try {
      fs.copyFileSync(this.#file.path, draft);
      fs.chmodSync(draft, 0o600);
      fs.renameSync(draft, this.#lastGoodPath);
    } catch {
      // The older copy stays, and the settings themselves are safe: no reason to fail a start or a save.
      fs.rmSync(draft, { force: true });
    }
  }
}

/** The copy that is kept after each good load and save. */
export const lastGoodOf = (file: string): string => `${file}.last-good`;

type ReadOutcome =
  | { readonly outcome: 'read'; readonly settings: Settings }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'damaged'; readonly error: AppError };

/** The settings in a file. Throws only where the file is there and cannot be opened (rights, a bad disk). */
export function readSettings(file: string): ReadOutcome {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { outcome: 'missing' };
    throw error;
  }
  const shape = parseShape(text);
  if (shape === null) return damaged('It is no complete JSON.');
  const migrated = migrate(shape);
  if (!migrated.ok) return { outcome: 'damaged', error: migrated.error };
  const parsed = parseSettings(migrated.value);
  if (!parsed.ok) return { outcome: 'damaged', error: parsed.error };
  return { outcome: 'read', settings: parsed.value };
}

const damaged = (message: string): ReadOutcome => ({
  outcome: 'damaged',
  error: { code: 'settings.damaged', message },
});

function parseShape(text: string): Shape | null {
  try {
    const raw: unknown = JSON.parse(text);
    return raw !== null && typeof raw === 'object' && !Array.isArray(raw) ? (raw as Shape) : null;
  } catch {
    return null;
  }
}

const tooNew = ({ code, message, hint }: AppError): ServiceFault =>
  new ServiceFault(code, `${message} ${hint ?? ''}`.trim());

const saveError = (error: unknown): AppError => ({
  code: 'settings.not-saved',
  message: `The settings could not be saved: ${error instanceof Error ? error.message : String(error)}.`,
  hint: 'Check that the disk is not full and that the data folder may be written; nothing was changed.',
});

const isSame = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two);
