/** The settings that the next start would use. Unlike the store, it puts nothing aside and restores nothing. */
import path from 'node:path';
import { defaultSettings } from '../../contract/settings.ts';
import { lastGoodOf, readSettings } from './read-settings.ts';
import { settingsFileName } from './settings-file.ts';
import type { SettingsReader } from './settings-store.ts';

/** Settings as they are on disk. */
export interface StoppedSettings {
  readonly settings: SettingsReader;
  /** What is wrong with the file, and what the next start makes of it; null when all is well. */
  readonly notice: string | null;
}

/** Throws only where the file is there and cannot be opened. */
export function readStoppedSettings(folder: string): StoppedSettings {
  const file = path.join(folder, settingsFileName);
  const read = readSettings(file);
  if (read.outcome === 'read') return { settings: fixed(read.settings), notice: null };
  const lastGood = readSettings(lastGoodOf(file));
  const settings = fixed(lastGood.outcome === 'read' ? lastGood.settings : defaultSettings);
  if (read.outcome === 'missing') return { settings, notice: null };
  const used = lastGood.outcome === 'read' ? 'the last good settings' : 'the first settings';
  const { code, message, hint } = read.error;
  const notice =
    code === 'settings.too-new'
      ? `${message} ${hint ?? ''}`.trim()
      : `${file} is damaged (${message}); the next start puts it aside and uses ${used}.`;
  return { settings, notice };
}

const fixed = (settings: ReturnType<SettingsReader['get']>): SettingsReader => ({
  get: () => settings,
  onChange: () => () => undefined,
});
