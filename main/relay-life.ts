/** Start and end of all parts of a relay, in their order. Builds none of them. */
import { messageOf } from './contract/thrown.ts';
import type { ControlServer } from './control/socket-server.ts';
import { makeListener, type ListenerParts } from './listeners.ts';
import type { FileJournal } from './relay/journal/file-journal.ts';
import type { MailHistory } from './relay/history/mail-history.ts';
import type { Clock } from './relay/lifecycle/clock.ts';
import type { ServiceManager } from './relay/lifecycle/service-manager.ts';
import { within } from './relay/lifecycle/within.ts';
import type { MaildirMailboxes } from './relay/mailboxes/maildir-mailboxes.ts';
import { practiceId, type PracticeProvider } from './relay/practice/practice-provider.ts';
import type { MailQueue } from './relay/queue/mail-queue.ts';
import type { SettingsReader } from './relay/settings/settings-store.ts';
import { listenerNames } from './port-owners.ts';
import { noteSettings } from './settings-notes.ts';

/** A start that is broken off reads its stores to their end. */
const startEndMs = 500;

/** What has a start and an end of its own. */
interface Living {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** All that is started and stopped, and what that is told to. */
export interface RelayParts {
  readonly settings: SettingsReader;
  /** What the settings store had to say about a damaged file. */
  readonly settingsNotice: () => string | null;
  readonly clock: Clock;
  readonly journal: FileJournal;
  readonly history: Pick<MailHistory, 'load'>;
  readonly services: ServiceManager;
  readonly users: Living;
  readonly windows: Living;
  readonly certificates: Living;
  readonly mailboxes: Pick<MaildirMailboxes, 'endRemovals'>;
  readonly queue: MailQueue;
  readonly practice: PracticeProvider;
  readonly notePracticeTried: () => void;
  readonly listenerParts: ListenerParts;
  readonly control: ControlServer;
  /** For the journal, when all runs. */
  readonly started: string;
}

/** What a relay's entry starts and stops. */
export function relayLife(parts: RelayParts): {
  start(): Promise<void>;
  stop(deadlineMs: number): Promise<void>;
} {
  let isStopping = false;
  let starting: Promise<void> = Promise.resolve();
  return {
    start: () => (starting = startAll(parts, () => isStopping)),
    async stop(deadlineMs) {
      isStopping = true;
      const { control, services, clock, windows, users, certificates, journal } = parts;
      await control.stop();
      parts.notePracticeTried();
      await services.stopAll(deadlineMs);
      // Stopped while it still starts, it would open anew what is closed here. No service starts any more.
      const started = starting.catch(() => undefined);
      await within(started, startEndMs, clock);
      for (const part of [windows, users, certificates]) await part.stop();
      journal.record({ event: 'relay.stopped', text: 'Mailroom was stopped.' });
      await journal.close();
    },
  };
}

async function startAll(parts: RelayParts, isStopping: () => boolean): Promise<void> {
  const { settings, settingsNotice, services, users, windows, certificates, queue } = parts;
  noteSettings(settingsNotice(), parts);
  // A new certificate takes the longest; the listeners wait for it.
  const certified = certificates.start();
  await users.start();
  await windows.start();
  await services.add(queue);
  await certified;
  // It shows the certificate that there is when it starts.
  await startPractice(parts);
  for (const name of listenerNames)
    if (settings.get().listeners[name].enabled)
      await services.add(makeListener(name, parts.listenerParts));
  if (isStopping()) return;
  await parts.control.start();
  parts.journal.record({ event: 'relay.started', text: parts.started });
  behindTheStart(parts);
}

/** What waits for the practice provider is refused while that does not have its port, and goes once it has. */
async function startPractice(parts: RelayParts): Promise<void> {
  const { services, settings, practice, queue } = parts;
  services.onChange(({ id, status }) => {
    const isUp = id === practiceId && status.state === 'running';
    if (isUp && settings.get().provider.kind === 'practice') queue.providerChanged();
  });
  await services.add(practice);
  parts.notePracticeTried();
}

/** In the background: the mail waits neither for yesterday's figures nor for leftovers. */
function behindTheStart({ history, journal, mailboxes }: RelayParts): void {
  void mailboxes.endRemovals();
  history.load().catch((error: unknown) => {
    const text = `Earlier mail is missing in the lists: the journal could not be read. ${messageOf(error)}`;
    journal.record({ event: 'journal.unreadable', level: 'warning', text });
  });
}
