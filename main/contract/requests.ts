/**
 * What window, command line and tests can ask of the relay, once. Each request has its arguments and its
 * result; expected errors come back as values (`Result`).
 */
import type { DoctorCheckId, ProviderStepId } from './codes.ts';
import type { ActivityCounts, HistoryKind, HistoryRow } from './history.ts';
import type { JournalEntry, JournalLevel } from './journal.ts';
import type { Language } from './languages.ts';
import type { MessageDetail, MessageView } from './mail.ts';
import type { BlockView, UserView, WindowView } from './people.ts';
import type { SessionTranscript, SessionView } from './sessions.ts';
import type { PracticeBehaviour, ProviderSettings, TrustedNetwork } from './settings.ts';
import type { FoundProvider, ProviderPresetView } from './providers.ts';
import type {
  CheckView,
  CertificateView,
  NetworkView,
  PracticeView,
  RefusalView,
  StatusView,
  TlsView,
} from './status.ts';

type None = Readonly<Record<string, never>>;
interface Name {
  readonly name: string;
}
interface Ids {
  readonly ids: readonly string[];
}
interface Count {
  readonly count: number;
}
/** Long work that can be broken off: a name that the caller makes up, unique while the work runs. */
interface Job {
  readonly job?: string | undefined;
}

/** Which part of a list is wanted. */
export interface ListRange {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  /** Begins `back` rows before the row with this key, where that is still in the list; else at `offset`. */
  readonly from?: { readonly key: string; readonly back: number } | undefined;
}

/** Which waiting messages are meant; all when nothing is said. */
export interface QueueMatch {
  readonly text?: string | undefined;
  readonly state?: MessageView['state'] | undefined;
}

/** Arguments and result of each request, by its name. */
export interface Requests {
  'status:get': { args: None; result: StatusView };
  'users:list': { args: None; result: readonly UserView[] };
  'users:add': {
    args: Name & { readonly password: string; readonly aliases?: readonly string[] | undefined };
    result: UserView;
  };
  /** A password that can be read out and typed on a printer: at most 20 characters. Kept nowhere. */
  'users:suggest-password': { args: None; result: { readonly password: string } };
  'users:remove': { args: Name; result: null };
  /** What lies in the mailbox of a user, and would be lost with it. */
  'users:mailbox': {
    args: Name;
    result: { readonly messages: number; readonly sizeBytes: number };
  };
  'users:set-password': { args: Name & { readonly password: string }; result: null };
  'users:set-enabled': { args: Name & { readonly enabled: boolean }; result: null };
  'users:set-aliases': { args: Name & { readonly aliases: readonly string[] }; result: null };
  'users:set-challenge-sign-in': {
    args: Name & { readonly password: string | null };
    result: null;
  };
  'windows:list': { args: None; result: readonly WindowView[] };
  'windows:open': { args: { readonly address: string; readonly user: string }; result: null };
  'windows:close': {
    args: { readonly address: string; readonly user?: string | undefined };
    result: Count;
  };
  'windows:clear': { args: None; result: Count };
  /** In the order in which they came, or the newest first. Keys are message ids. */
  'queue:list': {
    args: QueueMatch & ListRange & { readonly newestFirst?: boolean | undefined };
    result: {
      readonly total: number;
      /** Place of the first message in the list. */
      readonly offset: number;
      readonly messages: readonly MessageView[];
    };
  };
  /** Ids of all that match, for an act on all of them. */
  'queue:ids': { args: QueueMatch; result: Ids };
  'queue:show': { args: { readonly id: string }; result: MessageDetail };
  'queue:retry': { args: { readonly ids?: readonly string[] | undefined }; result: Count };
  'queue:hold': { args: Ids; result: Count };
  'queue:release': { args: Ids; result: Count };
  'queue:delete': { args: Ids; result: Count };
  /** The message comes as `queue:chunk` pushes before the result. */
  /** `isDamaged`: these octets are all that is there, but not what was taken in. */
  'queue:export': {
    args: { readonly id: string };
    result: { readonly sizeBytes: number; readonly isDamaged: boolean };
  };
  'queue:pause': { args: None; result: null };
  'queue:resume': { args: None; result: null };
  'provider:show': { args: None; result: ProviderSettings & { readonly hasPassword: boolean } };
  /**
   * A missing password keeps the one that is stored, null forgets it. For another server than the one it was given
   * for, a missing one is the error `provider.password-needed`, field `password`; where no sign-in is wanted there,
   * the stored one is forgotten. `keepsPassword` keeps it all the same.
   */
  'provider:set': {
    args: {
      readonly provider: Partial<ProviderSettings>;
      readonly password?: string | null | undefined;
      readonly keepsPassword?: boolean | undefined;
    };
    result: null;
  };
  /** Steps come as `check` pushes while they end. Unsaved settings may be given; for the password see `provider:set`. */
  'provider:test': {
    args: Job & {
      readonly provider?: Partial<ProviderSettings> | undefined;
      readonly password?: string | undefined;
      readonly keepsPassword?: boolean | undefined;
      readonly mailTo?: string | undefined;
    };
    result: readonly CheckView<ProviderStepId>[];
  };
  'provider:presets': { args: None; result: readonly ProviderPresetView[] };
  /**
   * Looks for the outgoing server of an e-mail address: presets, the provider's published configuration,
   * its MX, then likely names. Null when nothing answers. Steps come as `check` pushes.
   */
  'provider:find': { args: Job & { readonly address: string }; result: FoundProvider | null };
  /** Breaks off the work that was begun under this name; what it found so far is its result. */
  'job:cancel': { args: { readonly job: string }; result: { readonly wasRunning: boolean } };
  'network:show': { args: None; result: NetworkView };
  'tls:show': { args: None; result: TlsView };
  /** Whether a certificate and key could be put in force; nothing changes. */
  'tls:check': {
    args: { readonly certificateFile: string; readonly keyFile: string };
    result: CertificateView;
  };
  'trust:list': { args: None; result: readonly TrustedNetwork[] };
  'trust:add': { args: { readonly network: TrustedNetwork }; result: null };
  /** Changes the one of this name, its name too. */
  'trust:set': { args: Name & { readonly network: TrustedNetwork }; result: null };
  'trust:remove': { args: Name; result: null };
  'blocks:list': { args: None; result: readonly BlockView[] };
  'blocks:remove': { args: { readonly subject: string }; result: null };
  'refusal:explain': { args: { readonly id: string }; result: RefusalView };
  /** What was sent, bounced and refused lately, newest first. */
  'history:list': {
    args: ListRange & {
      readonly kind?: HistoryKind | undefined;
      readonly text?: string | undefined;
    };
    result: {
      readonly total: number;
      /** Place of the first row in the list. */
      readonly offset: number;
      readonly rows: readonly HistoryRow[];
    };
  };
  /** What became of the recipients of one message, as far as it is over. */
  'history:message': { args: { readonly id: string }; result: readonly HistoryRow[] };
  'history:counts': { args: None; result: ActivityCounts };
  /**
   * Connections, open ones first. With `after` (the revision of an answer before) it waits until something
   * changed, or for 20 seconds.
   */
  'sessions:list': {
    args: { readonly text?: string | undefined; readonly after?: number | undefined };
    result: { readonly revision: number; readonly sessions: readonly SessionView[] };
  };
  'sessions:show': {
    args: { readonly id: number };
    result: SessionTranscript;
  };
  'journal:read': {
    args: {
      readonly limit: number;
      readonly text?: string | undefined;
      /** This level and what is worse. */
      readonly level?: JournalLevel | undefined;
      /** `text` is also looked for in the sentences as this language says them. */
      readonly language?: Language | undefined;
    };
    result: readonly JournalEntry[];
  };
  /** From now on each entry comes as a `journal:entry` push, until the connection ends. */
  'journal:follow': { args: None; result: null };
  'settings:get': { args: { readonly path: string }; result: unknown };
  'settings:set': { args: { readonly path: string; readonly value: string }; result: null };
  'practice:set': {
    args: {
      readonly use?: boolean | undefined;
      readonly behaviour?: PracticeBehaviour | undefined;
      readonly delaySeconds?: number | undefined;
    };
    result: null;
  };
  'practice:list': { args: None; result: PracticeView };
  /**
   * Writes settings, people (with password hashes), the office authority and the provider's password into
   * one file that is sealed with the passphrase. No mail.
   */
  'backup:save': {
    args: { readonly file: string; readonly passphrase: string };
    result: { readonly sizeBytes: number };
  };
  /**
   * Puts settings in force and adds the people of the file; who is here already gets the file's password.
   * What is put back comes as `check` pushes, one after the other.
   */
  'backup:restore': {
    args: { readonly file: string; readonly passphrase: string };
    result: { readonly users: number };
  };
  /** Each check comes as a `check` push when it has ended. */
  'doctor:run': { args: Job; result: readonly CheckView<DoctorCheckId>[] };
}

/** The name of a request, `area:what`. */
export type RequestName = keyof Requests;

/** What comes while a request runs, or after it. */
export interface Pushes {
  check: CheckView;
  'queue:chunk': { readonly base64: string };
  'journal:entry': JournalEntry;
}
