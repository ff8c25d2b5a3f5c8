import type { MailHistory } from '../relay/history/mail-history.ts';
import type { FileJournal } from '../relay/journal/file-journal.ts';
import type { Clock } from '../relay/lifecycle/clock.ts';
import type { ServiceManager } from '../relay/lifecycle/service-manager.ts';
import type { Mailboxes } from '../relay/mailboxes/mailboxes.ts';
import type { PracticeProvider } from '../relay/practice/practice-provider.ts';
import type { Windows } from '../relay/popauth/windows.ts';
import type { QueueDesk } from '../relay/queue/queue.ts';
import type { SecretStore, SettingsReader } from '../relay/settings/settings-store.ts';
import type { Result } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { SessionLog } from '../relay/sessions/session-log.ts';
import type { Certificates } from '../relay/tls/certificates.ts';
import type { SignIn, Users } from '../relay/users/users.ts';

/** The running relay as the requests need it. */
export interface Parts {
  readonly version: string;
  readonly startedAt: number;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly settings: SettingsReader;
  /**
   * Calls `change` when its turn comes, with the settings in force then. Checks what it made, binds changed
   * ports, saves; nothing changes when one of these fails.
   */
  readonly applySettings: (change: (now: Settings) => Result<unknown>) => Promise<Result<null>>;
  /**
   * Runs `work` when its turn comes, before any other change of the settings; `put` checks, binds and saves as
   * `applySettings` does, which would wait for ever in there.
   */
  readonly inSettingsTurn: <T>(
    work: (put: (next: unknown) => Promise<Result<null>>) => Promise<T>,
  ) => Promise<T>;
  /** What became of a damaged settings file, until somebody changes the settings; null: all was well. */
  readonly settingsNotice: () => string | null;
  readonly secrets: SecretStore;
  readonly users: Users;
  readonly mailboxes: Pick<Mailboxes, 'measure' | 'remove'>;
  readonly signIn: SignIn;
  readonly windows: Windows;
  readonly certificates: Certificates;
  readonly queue: QueueDesk & { providerChanged(): void };
  readonly journal: FileJournal;
  readonly history: MailHistory;
  readonly sessions: SessionLog;
  readonly services: ServiceManager;
  readonly practice: PracticeProvider;
  readonly practiceFolder: string;
  readonly hostname: () => string;
}
