/**
 * Which settings a start begins with: those of the file, else the last good ones. A damaged file is put aside,
 * and a good one leaves a copy beside it.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AppError } from '../../contract/result.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { lastGoodOf, readSettings } from './read-settings.ts';

/** What a start begins with. */
export interface Loaded {
  readonly settings: Settings;
  /** What became of a damaged or missing file; null when all was well. */
  readonly notice: string | null;
}

/**
 * Throws a ServiceFault `settings.too-new` for the settings of a newer program; nothing is touched then. `now` is
 * epoch ms: a file that is put aside bears the date.
 */
export function loadSettings(file: string, now: number): Loaded {
  const read = readSettings(file);
  if (read.outcome === 'missing') return withoutFile(file);
  if (read.outcome === 'read') {
    keepLastGood(file);
    return { settings: read.settings, notice: null };
  }
  if (read.error.code === 'settings.too-new') throw tooNew(read.error);
  return afterDamage(file, read.error, now);
}

/** A new folder, or a crash between putting a damaged file aside and restoring the last good one. */
function withoutFile(file: string): Loaded {
  const lastGood = readSettings(lastGoodOf(file));
  if (lastGood.outcome !== 'read') {
    const wereThere = lastGood.outcome === 'damaged' || wasPutAside(file);
    return { settings: defaultSettings, notice: wereThere ? startedAnew(file) : null };
  }
  restoreLastGood(file);
  const notice = `The settings file ${file} was missing; the last good settings are used. Check them with "mailroom settings get".`;
  return { settings: lastGood.settings, notice };
}

/** Until somebody saves settings: with the first ones mail goes to the practice provider, and no start may hide that. */
const startedAnew = (file: string): string =>
  `The settings file ${file} is missing since it was damaged. No good copy was found, so Mailroom starts with the first settings. Check them with "mailroom settings get".`;

const asideOf = (file: string): string => `${file}.damaged-`;
const wasPutAside = (file: string): boolean =>
  fs.readdirSync(path.dirname(file)).some((name) => name.startsWith(path.basename(asideOf(file))));

function afterDamage(file: string, error: AppError, now: number): Loaded {
  const date = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${asideOf(file)}${date}`;
  fs.renameSync(file, aside);
  const lastGood = readSettings(lastGoodOf(file));
  const isGood = lastGood.outcome === 'read';
  if (isGood) restoreLastGood(file);
  const used = isGood
    ? 'The last good settings are used.'
    : 'No good copy was found, so Mailroom starts with the first settings.';
  const notice = `The settings file was damaged and put aside as ${aside}. ${error.message} ${used} Check them with "mailroom settings get".`;
  return { settings: isGood ? lastGood.settings : defaultSettings, notice };
}

/** Best effort: on a full disk this start and the next one read the last good settings from their copy. */
function restoreLastGood(file: string): void {
  try {
    fs.copyFileSync(lastGoodOf(file), file);
  } catch {
    // Half a file would be damage at the next start.
    fs.rmSync(file, { force: true });
  }
}

/** Copies a file that is good, for the day on which it is not. */
export function keepLastGood(file: string): void {
  const draft = `${lastGoodOf(file)}.next`;
  try {
    fs.copyFileSync(file, draft);
    fs.chmodSync(draft, 0o600);
    fs.renameSync(draft, lastGoodOf(file));
  } catch {
    // The older copy stays, and the settings themselves are safe: no reason to fail a start or a save.
    fs.rmSync(draft, { force: true });
  }
}

const tooNew = ({ code, message, hint }: AppError): ServiceFault =>
  new ServiceFault(code, `${message} ${hint ?? ''}`.trim());
