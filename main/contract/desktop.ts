/**
 * What the window asks of the desktop around it, beside the relay's requests: preferences of this PC, the
 * clipboard, files, the OS. Answered by `main/desktop`; a command line has these things by itself.
 */
import type { LanguageChoice } from './languages.ts';
import type { Pushes, RequestName, Requests } from './requests.ts';
import type { Result } from './result.ts';

type None = Readonly<Record<string, never>>;

/** Light or dark; `system` follows the OS. */
export type Theme = 'system' | 'light' | 'dark';

/** Kinds of notices that the OS shows; each has its switch. */
export type NoticeKind = 'route' | 'listener' | 'blocked' | 'bounced' | 'disk' | 'certificate';
/** All kinds, in the order in which the settings list them. */
export const noticeKinds: readonly NoticeKind[] = [
  'route',
  'listener',
  'blocked',
  'bounced',
  'disk',
  'certificate',
];

/** What belongs to this PC and its person, not to the relay. Kept by electron-store in `window.json`. */
export interface Preferences {
  /** `system` follows the OS. */
  readonly language: LanguageChoice;
  readonly theme: Theme;
  readonly startAtSignIn: boolean;
  readonly keepAwake: boolean;
  readonly notices: Readonly<Record<NoticeKind, boolean>>;
  /** The person has read that closing the window keeps the mail flowing. */
  readonly closeExplained: boolean;
  /** Where the first wizard stands; null once it is finished or skipped. */
  readonly wizard: WizardProgress | null;
}

/** What is to be another way; what is not named stays as it is, each kind of notice for itself. */
export type PreferencesChange = {
  readonly [K in keyof Preferences]?:
    (K extends 'notices' ? Partial<Preferences[K]> : Preferences[K]) | undefined;
};

/** Kept when the window closes half-way. Holds no password. */
export interface WizardProgress {
  readonly page: string;
  /** What was typed and is not saved yet; values by field name. */
  readonly draft: Readonly<Record<string, string>>;
}

/** What does not change while the window is open. */
export interface DesktopInfo {
  readonly version: string;
  readonly platform: 'win32' | 'darwin' | 'linux';
  /** Languages of the OS, best first, for example `de-DE`. */
  readonly languages: readonly string[];
  /** Region for dates and numbers, for example `de-DE`. */
  readonly locale: string;
  /** `own`: the relay runs in this program; else it was running already and this window shows it. */
  readonly relay: 'own' | 'attached';
  readonly dataFolder: string;
  /** False where the OS keeps no secrets for us (Linux without a keyring): the window says so. */
  readonly protectsSecrets: boolean;
  readonly canStartAtSignIn: boolean;
  readonly runtime: string;
}

/** Arguments and result of each request to the desktop, by its name. */
export interface DesktopRequests {
  'desktop:info': { args: None; result: DesktopInfo };
  'desktop:preferences': { args: None; result: Preferences };
  'desktop:set-preferences': {
    args: PreferencesChange;
    result: Preferences;
  };
  'desktop:copy': { args: { readonly text: string }; result: null };
  /** Only addresses of an allow-list are opened, in the browser of the OS. */
  'desktop:open-link': { args: { readonly url: string }; result: null };
  /** Asks for a place and writes the text there; null when the person cancelled. */
  'desktop:save-text': {
    args: { readonly suggestedName: string; readonly text: string };
    result: { readonly savedAs: string } | null;
  };
  /** Saves one waiting message as .eml; null when the person cancelled. `isDamaged` as in `queue:export`. */
  'desktop:save-message': {
    args: { readonly id: string };
    result: { readonly savedAs: string; readonly isDamaged: boolean } | null;
  };
  /**
   * Asks for a folder and saves each as ID.eml there; null when the person cancelled. Each one pushes
   * `messages:saved`; `job:cancel` breaks it off, and what was saved stays.
   */
  'desktop:save-messages': {
    args: { readonly ids: readonly string[]; readonly job?: string | undefined };
    /** `count`: those that had not left meanwhile; `damaged`: of these not what was taken in. */
    result: { readonly folder: string; readonly count: number; readonly damaged: number } | null;
  };
  /** Prints the page as it stands (its print style hides what is not the document). */
  'desktop:print': { args: None; result: null };
  'desktop:save-pdf': {
    args: { readonly suggestedName: string };
    result: { readonly savedAs: string } | null;
  };
  'desktop:show-data-folder': { args: None; result: null };
  /** Asks for a PEM file and gives its text; null when the person cancelled. */
  'desktop:pick-file': {
    args: { readonly purpose: 'certificate' | 'key' | 'backup' };
    result: { readonly path: string; readonly name: string } | null;
  };
  /** Asks where to put a backup; null when the person cancelled. */
  'desktop:pick-place': {
    args: { readonly suggestedName: string };
    result: { readonly path: string } | null;
  };
  'desktop:quit': { args: None; result: null };
}

/** The name of a request to the desktop. */
export type DesktopRequestName = keyof DesktopRequests;

/** All that a page may ask for. */
export interface WindowRequests extends Requests, DesktopRequests {}
/** The name of any request that a page may make. */
export type WindowRequestName = RequestName | DesktopRequestName;

/** What reaches the page unasked. */
export interface WindowPushes extends Pushes {
  /** The tray, a notice or a second start wants this page shown, for example `mail` or `help/relaying-denied`. */
  'window:open': { readonly place: string };
  /** The relay this window shows went away, does not answer any more, came back, or is there in another version. */
  'window:relay': { readonly state: 'connected' | 'silent' | 'away' | 'other' };
  'window:preferences': Preferences;
}

/** Pushes that belong to one request (`check`, `queue:chunk`) go to `onPush` while it runs. */
export type WindowRequest<K extends WindowRequestName> = (
  args: WindowRequests[K]['args'],
  onPush?: (push: { readonly name: string; readonly value: unknown }) => void,
) => Promise<Result<WindowRequests[K]['result']>>;

/**
 * What the preload puts on `window.mailroom`: a function for each request, the way to subscribe, and nothing
 * else. Every request is checked again on the other side (sender, name, arguments).
 */
export interface MailroomBridge {
  readonly requests: { readonly [K in WindowRequestName]: WindowRequest<K> };
  /** Returns the way to unsubscribe. */
  readonly onPush: <P extends keyof WindowPushes>(
    name: P,
    run: (value: WindowPushes[P]) => void,
  ) => () => void;
}
