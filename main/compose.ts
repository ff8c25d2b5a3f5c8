/**
 * The one place that builds the parts and joins them: stores, servers, queue, control. The desktop app and
 * the terminal run the same composition; what differs (secrets, settings file) comes in as options.
 */
import os from 'node:os';
import path from 'node:path';
import { controlPath } from './control/control-path.ts';
import { ControlDesk } from './control/desk.ts';
import type { Parts } from './control/parts.ts';
import { languageOf } from './contract/languages.ts';
import { ControlServer } from './control/socket-server.ts';
import type { ListenerParts } from './listeners.ts';
import { portOwners } from './port-owners.ts';
import { relayLife } from './relay-life.ts';
import { MailHistory } from './relay/history/mail-history.ts';
import { FileJournal } from './relay/journal/file-journal.ts';
import { systemClock } from './relay/lifecycle/clock.ts';
import { ServiceManager } from './relay/lifecycle/service-manager.ts';
import { mailboxNames } from './relay/mailboxes/mailbox-names.ts';
import { MaildirMailboxes } from './relay/mailboxes/maildir-mailboxes.ts';
import { NedbPopAuthStore } from './relay/popauth/popauth-store.ts';
import { WindowTable } from './relay/popauth/window-table.ts';
import { practiceFault } from './relay/practice/practice-fault.ts';
import { PracticeProvider } from './relay/practice/practice-provider.ts';
import { MailQueue } from './relay/queue/mail-queue.ts';
import { SenderReporter } from './relay/queue/report.ts';
import { SessionLog } from './relay/sessions/session-log.ts';
import type { SecretStore, SettingsStore } from './relay/settings/settings-store.ts';
import type { CertificateMaker } from './relay/tls/certificate-maker.ts';
import { Certificates } from './relay/tls/certificates.ts';
import { SettingsChange } from './settings-change.ts';
import { untilChanged } from './settings-notes.ts';
import { installationMark } from './installation-mark.ts';
import { ConnectionLedger } from './relay/smtp/connection-ledger.ts';
import { SmtpPolicy } from './relay/smtp/policy.ts';
import { Smarthost } from './relay/upstream/smarthost.ts';
import { SignInDesk } from './relay/users/sign-in-desk.ts';
import { UserDirectory } from './relay/users/user-directory.ts';

/** What a relay is made of. */
export interface ComposeOptions {
  readonly version: string;
  readonly dataFolder: string;
  readonly settings: SettingsStore;
  /** What the settings store had to say about a damaged file. */
  readonly settingsNotice: string | null;
  readonly secrets: SecretStore;
  /** What is needed rarely may be made by a program of its own; else it is made here. */
  readonly makeCertificates?: CertificateMaker | undefined;
}

/** The relay as its entry (window, terminal) has it: started, stopped and asked through this. */
export interface Relay {
  readonly journal: FileJournal;
  readonly desk: ControlDesk;
  readonly settings: SettingsStore;
  readonly services: ServiceManager;
  /** People and devices that are known here. */
  userCount(): number;
  start(): Promise<void>;
  /** Accepts no more, finishes what is under way, flushes; resolves within the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

/** Builds the relay of a data folder that the caller has locked. Nothing runs before `start`. */
export function compose(options: ComposeOptions): Relay {
  const ground = buildGround(options);
  const people = buildPeople(ground, options.makeCertificates);
  const mail = buildMail(ground, people);
  const shared = { ...ground, ...people, ...mail };
  const listenerParts: ListenerParts = {
    ...shared,
    ledger: new ConnectionLedger(),
    policy: new SmtpPolicy(shared),
    watch: ground.sessions,
    mark: installationMark(ground.dataFolder),
  };
  const { journal, services, settings, clock, dataFolder } = ground;
  const owners = portOwners(listenerParts, mail.practiceOptions);
  const change = new SettingsChange({ settings, services, owners });
  const parts: Parts = {
    ...shared,
    version: options.version,
    startedAt: clock.now(),
    applySettings: (edit) => change.apply(edit),
    inSettingsTurn: (work) => change.inTurn(work),
  };
  const desk = new ControlDesk(parts);
  const control = new ControlServer(controlPath(dataFolder), desk, options.version);
  return {
    journal,
    desk,
    settings,
    services,
    userCount: () => people.users.list().length,
    ...relayLife({
      ...ground,
      ...people,
      ...mail,
      ...{ control, listenerParts },
      started: `Mailroom ${options.version} runs in ${dataFolder}.`,
    }),
  };
}

/** What everything else stands on. */
function buildGround({ settings, secrets, dataFolder, ...options }: ComposeOptions) {
  const clock = systemClock;
  const journal = new FileJournal(
    path.join(dataFolder, 'journal'),
    clock,
    () => settings.get().journal.keepDays,
  );
  const services = new ServiceManager(clock, journal);
  // Asked for at each connection and message; the system takes its time over it.
  const machine = os.hostname() || 'localhost';
  const hostname = (): string => settings.get().hostname || machine;
  const history = new MailHistory({ journal, clock });
  const sessions = new SessionLog({ clock });
  const settingsNotice = untilChanged(options.settingsNotice, settings);
  return {
    ...{ settings, settingsNotice, secrets, dataFolder, hostname },
    ...{ clock, journal, history, sessions, services },
  };
}

type Ground = ReturnType<typeof buildGround>;

/** Users, their sign-in, their windows; and the certificate under which they sign in. */
function buildPeople({ dataFolder, settings, clock, journal }: Ground, make?: CertificateMaker) {
  const users = new UserDirectory({
    file: path.join(dataFolder, 'users.db'),
    settings,
    clock,
    journal,
    mailboxNames: () => mailboxNames(path.join(dataFolder, 'mailboxes')),
  });
  const store = new NedbPopAuthStore({
    file: path.join(dataFolder, 'popauth.db'),
    now: () => clock.now(),
    onPutAside(file) {
      const text = `The POPAUTH database was damaged and put aside as ${file}. Everybody has to check mail again.`;
      journal.record({ event: 'popauth.damaged', level: 'warning', text });
    },
  });
  const windows = new WindowTable({ store, settings, clock, journal, users });
  users.onRevoked((name) => windows.revokeUser(name));
  const signIn = new SignInDesk({ users, settings, clock, journal });
  const certificates = new Certificates({
    folder: path.join(dataFolder, 'tls'),
    settings,
    clock,
    journal,
    ...(make === undefined ? {} : { make }),
  });
  return { users, windows, signIn, certificates };
}

/** Mailboxes, queue, the way to the provider, and the practice provider. */
function buildMail(
  { dataFolder, settings, secrets, clock, journal, hostname, services }: Ground,
  { users, certificates }: ReturnType<typeof buildPeople>,
) {
  let notePracticeTried = (): void => undefined;
  // At a start the queue is there first; a stop ends the wait of a start that was broken off.
  const practiceTried = new Promise<void>((resolve) => (notePracticeTried = resolve));
  const mailboxes = new MaildirMailboxes(path.join(dataFolder, 'mailboxes'), clock, journal);
  const queue = new MailQueue({
    folder: path.join(dataFolder, 'spool'),
    settings,
    upstream: new Smarthost({
      ...{ settings, secrets, hostname },
      isPracticeUp: () => practiceTried.then(() => practiceFault(services) === null),
    }),
    mailboxes,
    standingOf: (name) => {
      if (users.get(name) !== null) return 'here';
      return users.damage === null ? 'gone' : 'unknown';
    },
    reporter: new SenderReporter({
      hostname,
      clock,
      ownerOf: (address) => users.ownerOf(address),
      giveUpHours: () => settings.get().queue.giveUpHours,
      language: () => languageOf(settings.get().office.language, systemTags()),
    }),
    journal,
    clock,
  });
  const practiceFolder = path.join(dataFolder, 'practice');
  const certificate = () => certificates.current();
  const practiceOptions = { folder: practiceFolder, settings, clock, certificate };
  const practice = new PracticeProvider(practiceOptions);
  return { mailboxes, queue, practice, practiceFolder, practiceOptions, notePracticeTried };
}

/** Asked for at a report only: loading what the system knows of languages takes a start's time. */
const systemTags = (): readonly string[] => [Intl.DateTimeFormat().resolvedOptions().locale];
