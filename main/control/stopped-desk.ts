/**
 * Answers, for a relay that does not run, what can be told from its data folder: the mail that waits, who is
 * a user, the journal, the settings, whether a start would work. Reads only; nothing in the folder changes.
 */
import os from 'node:os';
import path from 'node:path';
import type { Pushes, RequestName, Requests } from '../contract/requests.ts';
import { failed, type Result } from '../contract/result.ts';
import type { DoctorCheckId } from '../contract/codes.ts';
import type { ListenerName } from '../contract/settings.ts';
import { serviceIdOf, type CheckView } from '../contract/status.ts';
import { MailHistory } from '../relay/history/mail-history.ts';
import { FileJournal } from '../relay/journal/file-journal.ts';
import { systemClock } from '../relay/lifecycle/clock.ts';
import type { ServiceView } from '../relay/lifecycle/managed-service.ts';
import { PracticeFolder } from '../relay/practice/practice-folder.ts';
import { openStoppedQueue } from '../relay/queue/stopped-queue.ts';
import type { SettingsReader } from '../relay/settings/settings-store.ts';
import { readStoppedSettings } from '../relay/settings/stopped-settings.ts';
import { historyHandlers } from './activity-handlers.ts';
import type { AnyHandler, Handlers } from './handler.ts';
import { Jobs } from './jobs.ts';
import { networkHandlers } from './network-handlers.ts';
import { trustReads, userReads } from './people-handlers.ts';
import { practiceReads, providerReads } from './provider-handlers.ts';
import { queueReads } from './queue-handlers.ts';
import { runHandler } from './run-handler.ts';
import { StoppedSecrets } from './stopped-secrets.ts';
import { stoppedUsers } from './stopped-users.ts';
import { doctorHandlers, journalReads, refusalHandlers, settingsReads } from './system-handlers.ts';

type OnPush = <P extends keyof Pushes>(name: P, value: Pushes[P]) => void | Promise<void>;

const practiceShown = 200;

/** The same door as the running relay's, for the few requests that need none. */
export class StoppedDesk {
  readonly #folder: string;
  #notice: string | null = null;

  constructor(dataFolder: string) {
    this.#folder = dataFolder;
  }

  /** What was found damaged under the last answer, in sentences; null where nothing was. */
  get notice(): string | null {
    return this.#notice;
  }

  /** Whether this can be answered at all. */
  static answers(request: RequestName): boolean {
    return (answered as readonly string[]).includes(request);
  }

  /** Rejects only where the folder cannot be read. */
  async request<K extends RequestName>(
    request: K,
    args: Requests[K]['args'],
    onPush: OnPush = () => undefined,
  ): Promise<Result<Requests[K]['result']>> {
    const opened = await open(this.#folder, request);
    const handler: AnyHandler | undefined = opened.handlers[request];
    try {
      if (!handler || isAboutPractice(request, args, opened.settings)) return notRunning;
      const context = { push: onPush, onEnd: () => undefined };
      const onSurprise = (_name: string, error: unknown): never => {
        throw error;
      };
      const result = await runHandler(request, handler, { rawArgs: args, context, onSurprise });
      this.#notice = opened.notice;
      return result;
    } finally {
      await opened.close();
    }
  }

  close(): void {
    // Each request closed what it opened.
  }
}

const answered = [
  ...['settings:get', 'users:list', 'trust:list', 'provider:show', 'provider:test'],
  ...['queue:list', 'queue:ids', 'queue:show', 'queue:export', 'practice:list', 'network:show'],
  ...['refusal:explain', 'journal:read', 'history:list', 'history:message', 'history:counts'],
  'doctor:run',
] as const satisfies readonly RequestName[];

/** The practice provider is a part of the relay: nothing answers without it. */
function isAboutPractice(request: RequestName, args: unknown, settings: SettingsReader): boolean {
  const { provider } = args as Requests['provider:test']['args'];
  const kind = provider?.kind ?? settings.get().provider.kind;
  return request === 'provider:test' && kind === 'practice';
}

const notRunning = failed(
  'control.not-running',
  'The practice provider runs only while Mailroom does.',
  'Start Mailroom, then try again.',
);

interface Opened {
  readonly settings: SettingsReader;
  /** What is damaged of that from which this request is answered. */
  readonly notice: string | null;
  readonly handlers: Partial<Handlers>;
  readonly close: () => Promise<void>;
}

/** What the request needs; a spool of 50,000 messages is not read for the settings. */
async function open(folder: string, request: RequestName): Promise<Opened> {
  const { settings, notice } = readStoppedSettings(folder);
  const ground = groundOf(folder, settings);
  const users = stoppedUsers(folder);
  const history = new MailHistory(ground);
  if (request.startsWith('history:')) await history.load();
  const queue = request.startsWith('queue:') ? await openStoppedQueue(folder) : null;
  return {
    settings,
    notice: queue ? queue.damage() : noticeUnder(request, notice, users.damage),
    handlers: {
      ...handlersOf(ground, users, firstChecks(folder, notice)),
      ...historyHandlers({ history }),
      ...(queue ? queueReads({ queue }) : {}),
    },
    close: async () => queue?.close(),
  };
}

/** What the handlers stand on. */
function groundOf(folder: string, settings: SettingsReader) {
  const clock = systemClock;
  const journal = new FileJournal(
    path.join(folder, 'journal'),
    clock,
    () => settings.get().journal.keepDays,
  );
  const hostname = (): string => settings.get().hostname || os.hostname() || 'localhost';
  const secrets = new StoppedSecrets(folder);
  return { settings, clock, journal, secrets, hostname, dataFolder: folder };
}

/** Handlers of all that is read in a moment. */
function handlersOf(
  ground: ReturnType<typeof groundOf>,
  users: ReturnType<typeof stoppedUsers>,
  stopped: readonly CheckView<DoctorCheckId>[],
): Partial<Handlers> {
  const { settings, dataFolder } = ground;
  const services = { statuses: () => stoppedListeners(settings) };
  const practiceFolder = path.join(dataFolder, 'practice');
  const kept = new PracticeFolder(practiceFolder, practiceShown);
  const practice = { list: () => kept.list(practiceShown) };
  const windows = { isAvailable: false };
  const jobs = new Jobs();
  return {
    ...settingsReads(ground),
    ...journalReads(ground),
    ...refusalHandlers(ground),
    ...providerReads(ground, jobs),
    ...trustReads(ground),
    ...userReads({ users }),
    ...practiceReads({ settings, practice, practiceFolder }),
    ...networkHandlers({ ...ground, services }),
    ...doctorHandlers({ ...ground, services, users, windows, stopped }, jobs),
  };
}

/** What was found damaged of that from which the request is answered. */
function noticeUnder(
  request: RequestName,
  ofSettings: string | null,
  ofUsers: string | null,
): string | null {
  if (request === 'users:list') return ofUsers;
  return fromSettings.has(request) ? ofSettings : null;
}

const fromSettings: ReadonlySet<RequestName> = new Set([
  ...(['settings:get', 'trust:list', 'provider:show'] as const),
  ...(['provider:test', 'network:show'] as const),
]);

const stoppedListeners = (settings: SettingsReader): readonly ServiceView[] =>
  Object.entries(settings.get().listeners).map(([name, { port }]) => ({
    id: serviceIdOf(name as ListenerName),
    status: { state: 'stopped', port, detail: 'Mailroom is not running.' },
  }));

function firstChecks(folder: string, notice: string | null): readonly CheckView<DoctorCheckId>[] {
  const notRunning: CheckView<DoctorCheckId> = {
    ...{ id: 'relay', title: 'Mailroom', state: 'warning' },
    ...{ detail: `is not running for ${folder}`, remedy: 'Start the app, or type: mailroom serve' },
  };
  if (notice === null) return [notRunning];
  return [notRunning, { id: 'settings', title: 'Settings', state: 'warning', detail: notice }];
}
