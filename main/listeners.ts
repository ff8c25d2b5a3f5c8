/** Makes the listener of a name from the parts that it needs; a part of compose.ts. */
import type { ListenerName, Settings, SmtpListenerSettings } from './contract/settings.ts';
import type { JournalWriter } from './relay/journal/journal.ts';
import type { Clock } from './relay/lifecycle/clock.ts';
import type { Service } from './relay/lifecycle/service.ts';
import type { Mailboxes } from './relay/mailboxes/mailboxes.ts';
import { Pop3Server } from './relay/pop3/server.ts';
import type { Windows } from './relay/popauth/windows.ts';
import type { QueueIntake } from './relay/queue/queue.ts';
import type { SessionWatch } from './relay/sessions/session-watch.ts';
import type { SettingsReader } from './relay/settings/settings-store.ts';
import type { ConnectionLedger } from './relay/smtp/connection-ledger.ts';
import type { SmtpPolicy } from './relay/smtp/policy.ts';
import { SmtpService } from './relay/smtp/smtp-service.ts';
import type { Certificates } from './relay/tls/certificates.ts';
import type { SignInDesk } from './relay/users/sign-in-desk.ts';
import type { UserDirectory } from './relay/users/user-directory.ts';

/** What the doors need of the relay. */
export interface ListenerParts {
  readonly settings: SettingsReader;
  readonly signIn: SignInDesk;
  readonly users: UserDirectory;
  readonly windows: Windows;
  readonly mailboxes: Mailboxes;
  readonly queue: QueueIntake;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly certificates: Certificates;
  readonly hostname: () => string;
  /** Shared by the SMTP listeners: connections and messages of an address count together. */
  readonly ledger: ConnectionLedger;
  readonly policy: SmtpPolicy;
  /** Keeps the transcripts. */
  readonly watch: SessionWatch;
  /** Marks mail that came through this installation, so that a loop is seen. */
  readonly mark: string;
}

/** `listener` gives host and port where they are not (yet) those of the settings in force. */
export function makeListener<N extends ListenerName>(
  name: N,
  parts: ListenerParts,
  listener?: () => Settings['listeners'][N],
): Service {
  const { certificates, ...shared } = parts;
  if (name === 'pop3' || name === 'pop3s')
    return new Pop3Server({
      ...shared,
      name,
      apopOffered: () => parts.users.hasChallengeUsers,
      secureContext: () => certificates.context(),
      ...(listener ? { listener } : {}),
    });
  return new SmtpService({
    ...shared,
    name,
    tls: certificates,
    ...(listener ? { listener: listener as () => SmtpListenerSettings } : {}),
  });
}
