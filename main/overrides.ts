/** Settings for one run from `--set PATH=VALUE`, the same for terminal and desktop. */
import type { Settings } from './contract/settings.ts';
import type { Result } from './contract/result.ts';
import { changeSetting } from './relay/settings/setting-path.ts';

interface Overridable {
  get(): Settings;
  override(next: Settings): Result<null>;
}

/** Puts the changes in force without saving them. Returns the sentence to say when one is no good, or null. */
export function override(settings: Overridable, changes: readonly string[]): string | null {
  let next: Settings = settings.get();
  for (const change of changes) {
    const at = change.indexOf('=');
    if (at < 1) return `--set ${change}: write it as PATH=VALUE.`;
    const changed = changeSetting(next, change.slice(0, at), change.slice(at + 1));
    if (!changed.ok) return `${changed.error.message} ${changed.error.hint ?? ''}`.trim();
    next = changed.value;
  }
  const result = changes.length > 0 ? settings.override(next) : null;
  return result === null || result.ok
    ? null
    : `${result.error.message} ${result.error.hint ?? ''}`.trim();
}

/** What to say to who gave `--set` to a start that runs no relay of its own; null where nobody did. */
export const unheard = (changes: readonly string[], dataFolder: string): string | null =>
  changes.length === 0
    ? null
    : `--set changes nothing: Mailroom runs already for ${dataFolder}. Stop it first, or change the setting there.`;
