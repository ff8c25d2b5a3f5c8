import type { Result } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';

/** The settings in force: always complete and valid. `get` is cheap (a snapshot in memory). */
export interface SettingsReader {
  get(): Settings;
  onChange(listener: (now: Settings, before: Settings) => void): Unsubscribe;
}

/** Settings that can be changed. */
export interface SettingsStore extends SettingsReader {
  /** Checks and saves; nothing changes when it fails. In force when it resolves. */
  set(next: Settings): Promise<Result<null>>;
}

/** Secrets that must be recoverable. Implemented by safeStorage on the desktop, by a 0600 file elsewhere. */
export interface SecretStore {
  get(name: string): Promise<string | null>;
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Whether the operating system protects them; false is shown to the owner. */
  readonly isProtected: boolean;
}
