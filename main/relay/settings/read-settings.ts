/** What a settings file says, and whether it can be believed. Reads only. */
import fs from 'node:fs';
import type { AppError, Result } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { migrate } from './migrations.ts';
import type { Shape } from './migrations/migration.ts';
import { parseSettings } from './schema.ts';

/** The copy that is kept after each good load and save. */
export const lastGoodOf = (file: string): string => `${file}.last-good`;

type ReadOutcome =
  | { readonly outcome: 'read'; readonly settings: Settings }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'damaged'; readonly error: AppError };

/**
 * The settings in a file. Throws a ServiceFault with the system's code, only where the file is there and cannot be
 * opened (rights, a bad disk).
 */
export function readSettings(file: string): ReadOutcome {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { outcome: 'missing' };
    const words = `The settings file, ${file}, cannot be read (${code}). Look at the disk and at who may read the file, then start Mailroom again.`;
    throw new ServiceFault(code, words, error);
  }
  const shape = parseShape(text);
  if (shape === null) return damaged('It is no complete JSON.');
  const settings = settingsOf(shape);
  if (!settings.ok) return { outcome: 'damaged', error: settings.error };
  return { outcome: 'read', settings: settings.value };
}

/** Settings that some version of this program kept, as this one has them. Fails as `migrate` and `parseSettings` do. */
export function settingsOf(kept: object): Result<Settings> {
  const migrated = migrate({ ...kept });
  return migrated.ok ? parseSettings(migrated.value) : migrated;
}

const damaged = (message: string): ReadOutcome => ({
  outcome: 'damaged',
  error: { code: 'settings.damaged', message },
});

function parseShape(text: string): Shape | null {
  try {
    // Some editors on Windows put a byte-order mark before a text that a person saves with them.
    const raw: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return raw !== null && typeof raw === 'object' && !Array.isArray(raw) ? (raw as Shape) : null;
  } catch {
    return null;
  }
}
