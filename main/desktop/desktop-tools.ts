import type {
  DesktopInfo,
  DesktopRequests,
  Preferences,
  PreferencesChange,
} from '../contract/desktop.ts';
import type { Result } from '../contract/result.ts';

/** Where something was saved, or null when the person cancelled. */
export type Saved = Promise<{ readonly savedAs: string } | null>;

/** For work on many files: `signal` breaks it off, `onSaved` hears how many are saved so far. */
export interface SaveProgress {
  readonly signal: AbortSignal;
  readonly onSaved: (count: number) => void;
}

/** The PC as the requests need it; Electron is behind it. */
export interface DesktopTools {
  info(): Promise<DesktopInfo>;
  preferences(): Preferences;
  /** Saves and applies; fails when the system starts nothing at sign-in, throws on disk errors. */
  changePreferences(change: PreferencesChange): Promise<Result<Preferences>>;
  copy(text: string): Promise<void>;
  openLink(url: string): Promise<void>;
  saveText(suggestedName: string, text: string): Saved;
  /** Fails with the relay's words when the message is gone. */
  saveMessage(id: string): Promise<Result<DesktopRequests['desktop:save-message']['result']>>;
  /** Into one folder, which the person is asked for; `onSaved` hears how many are there, until the signal. */
  saveMessages(
    ids: readonly string[],
    progress: SaveProgress,
  ): Promise<Result<DesktopRequests['desktop:save-messages']['result']>>;
  /** The printer system's words when it does not print, or null. */
  print(): Promise<string | null>;
  savePdf(suggestedName: string): Saved;
  showDataFolder(): Promise<void>;
  pickFile(
    purpose: 'certificate' | 'key' | 'backup',
  ): Promise<{ readonly path: string; readonly name: string } | null>;
  pickPlace(suggestedName: string): Promise<{ readonly path: string } | null>;
  quit(): void;
  report(event: string, text: string): void;
}
