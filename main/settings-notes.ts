/** What is said of the settings: what became of a damaged file, and each change; a part of compose.ts. */
import type { JournalWriter } from './relay/journal/journal.ts';
import { differences } from './relay/settings/setting-differences.ts';
import type { SettingsReader } from './relay/settings/settings-store.ts';

/** What was said of the settings, as long as nobody has seen to them. */
export function untilChanged(notice: string | null, settings: SettingsReader): () => string | null {
  let now = notice;
  settings.onChange(() => {
    now = null;
  });
  return () => now;
}

/** What became of the settings file, and from now on each change: windows that are open follow it. */
export function noteSettings(
  notice: string | null,
  { settings, journal }: { readonly settings: SettingsReader; readonly journal: JournalWriter },
): void {
  if (notice !== null)
    journal.record({ event: 'settings.damaged', level: 'warning', text: notice });
  settings.onChange((now, before) => {
    const paths = differences(before, now).map(({ path: names }) => names.join('.'));
    if (paths.length === 0) return;
    const text = `Settings were changed: ${paths.join(', ')}.`;
    journal.record({ event: 'settings.changed', text });
  });
}
