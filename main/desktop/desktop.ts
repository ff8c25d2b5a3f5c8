/**
 * The one place that builds the desktop around a relay and joins its parts: window, requests, tray, notices.
 * Knows Electron; the relay's side is behind RelayLink.
 */
import path from 'node:path';
import { app, nativeTheme, session } from 'electron';
import { languageOf } from '../contract/languages.ts';
import type { Preferences } from '../contract/desktop.ts';
import type { AppError } from '../contract/result.ts';
import { messageOf } from '../contract/thrown.ts';
import { systemClock } from '../relay/lifecycle/clock.ts';
import { setAppMenu } from './app-menu.ts';
import { serveApp } from './app-scheme.ts';
import { isStartedAtSignIn, renewEntry } from './autostart.ts';
import { BesideClock } from './beside-clock.ts';
import { showBox } from './box.ts';
import { DesktopDesk } from './desktop-desk.ts';
import { denyAllPermissions } from './harden.ts';
import type { Incident } from './incidents.ts';
import { answerRequests, pushChannel } from './ipc.ts';
import { MainWindow } from './main-window.ts';
import { openRelay } from './open-relay.ts';
import { PagePushes } from './page-pushes.ts';
import { Surprises } from './surprises.ts';
import { KeepAwake, onWakeUp } from './power.ts';
import type { RelayLink } from './relay-link.ts';
import { protectorOfThisPc, type Protector } from './safe-storage.ts';
import { toolsOf } from './tools.ts';
import type { TrayModel } from './tray-model.ts';
import { WindowFile } from './window-file.ts';
import { wordsIn, type Words } from './words.ts';

/** What a desktop is built for. */
export interface DesktopOptions {
  readonly version: string;
  /** Folder of the bundled entries; `icons/` and `renderer/` lie beside it. */
  readonly codeFolder: string;
  readonly dataFolder: string;
  readonly sets: readonly string[];
  /** Asked when the window could be shown. */
  readonly isHidden: () => boolean;
  /** Called as soon as it can be shown and stopped; the relay may still be starting. */
  readonly onOpen: (desktop: Desktop) => void;
}

const stopDeadlineMs = 5_000;

/** What stands before the parts are joined. */
interface Ground {
  readonly options: DesktopOptions;
  readonly protector: Protector | null;
  readonly file: WindowFile;
  readonly link: RelayLink;
}

/** Window, tray and notices of one relay, from the start to the end of the program. */
export class Desktop {
  readonly #ground: Ground;
  readonly #window: MainWindow;
  readonly #pushes: PagePushes;
  readonly #besideClock: BesideClock;
  readonly #desk: DesktopDesk;
  readonly #keepAwake = new KeepAwake();
  readonly #surprises: Surprises;
  #isQuitting = false;

  private constructor(ground: Ground) {
    const { options, file } = ground;
    this.#ground = ground;
    this.#window = new MainWindow({
      codeFolder: options.codeFolder,
      icon: path.join(options.codeFolder, '../icons/app.png'),
      title: 'Mailroom',
      file: {
        get bounds() {
          return file.bounds;
        },
        keepBounds: (bounds) => kept(ground, () => file.keepBounds(bounds)),
      },
      isQuitting: () => this.#isQuitting,
      onHidden: () => void this.#explainClose(),
      onShown: () => this.#pushes.flush(),
    });
    this.#pushes = new PagePushes({
      clock: systemClock,
      send: (bundle) => this.#window.window?.webContents.send(pushChannel, bundle),
      isSeen: () => this.#window.isSeen,
    });
    this.#besideClock = new BesideClock({
      link: ground.link,
      clock: systemClock,
      iconFolder: path.join(options.codeFolder, '../icons'),
      words: () => this.words,
      preferences: () => file.preferences,
      open: (place) => this.show(place),
      tell: (fault) => void this.#tell(fault),
    });
    this.#surprises = new Surprises({
      report: (event, text) => ground.link.report(event, text),
      tell: (fault) => void this.#tell(fault),
    });
    this.#desk = new DesktopDesk(
      toolsOf({ ...ground, window: this.#window, report: ground.link.report.bind(ground.link) }),
    );
  }

  /** Resolves when the relay answers, or after the first try to reach the one that runs elsewhere. */
  static async open(options: DesktopOptions): Promise<void> {
    const protector = await protectorOfThisPc();
    const file = new WindowFile(options.dataFolder);
    const { link, start } = openRelay({ ...options, protector });
    const ground = { options, protector, file, link };
    if (file.fault !== null)
      link.report('desktop.not-read', `The window remembers nothing of last time: ${file.fault}`);
    kept(ground, () => followSignIn(file, options.dataFolder));
    const desktop = new Desktop(ground);
    options.onOpen(desktop);
    desktop.#join();
    if (!options.isHidden()) desktop.show();
    await start;
  }

  /** Shows the window, at a page when one is named. */
  show(place: string | null = null): void {
    if (this.#window.show(place) && place !== null) this.#pushes.push('window:open', { place });
  }

  /** What was thrown and caught by nobody. */
  surprised(error: unknown): void {
    this.#surprises.met(error);
  }

  /** From here on the window really closes. */
  quitting(): void {
    this.#isQuitting = true;
  }

  /** Resolves within the deadline: nothing new is accepted, what is under way ends, all is flushed. */
  async stop(): Promise<void> {
    this.#besideClock.stop();
    await this.#ground.link.stop(stopDeadlineMs);
  }

  /** What the tray shows, also where this PC has none. */
  get tray(): TrayModel {
    return this.#besideClock.model;
  }

  /** The troubles of which a notice was or would be shown. */
  get incidents(): readonly Incident[] {
    return this.#besideClock.incidents;
  }

  /** Does what the line of the tray's menu does. */
  async runTrayItem(id: string): Promise<void> {
    const item = this.tray.items.find((one) => one.id === id);
    if (item && 'action' in item && item.action) await this.#besideClock.run(item.action);
  }

  get words(): Words {
    const { language } = this.#ground.file.preferences;
    return wordsIn(languageOf(language, app.getPreferredSystemLanguages()));
  }

  #join(): void {
    const { options, file, link } = this.#ground;
    serveApp(session.defaultSession, path.join(options.codeFolder, '../renderer'));
    denyAllPermissions(session.defaultSession);
    const report = (event: string, text: string): void => link.report(event, text);
    answerRequests({
      page: () => this.#window.window?.webContents ?? null,
      link,
      desk: this.#desk,
      report,
    });
    link.onEntry((entry) => this.#pushes.entry(entry));
    link.onState((state) => {
      if (state !== 'starting') this.#pushes.push('window:relay', { state });
    });
    file.onChange((preferences) => {
      this.#apply(preferences);
      this.#pushes.push('window:preferences', preferences);
    });
    this.#apply(file.preferences);
    this.#besideClock.start();
    onWakeUp(() => void this.#wokeUp());
  }

  /** What the provider refused to a sleeping PC is tried at once. */
  async #wokeUp(): Promise<void> {
    await this.#ground.link.request('queue:retry', {});
    this.#besideClock.refresh();
  }

  #apply({ theme, keepAwake }: Preferences): void {
    nativeTheme.themeSource = theme;
    this.#keepAwake.set(keepAwake);
    this.#besideClock.draw();
    setAppMenu(this.words, {
      open: (place) => this.show(place),
      print: () => void this.#print(),
      quit: () => app.quit(),
    });
  }

  /** As a page asks for it. */
  async #print(): Promise<void> {
    if (!this.#window.isSeen) return;
    const printed = await this.#desk.handle('desktop:print', {});
    if (!printed.ok) await this.#tell(printed.error);
  }

  /** What has no place in the window to be said; the mail goes on behind it. */
  async #tell({ message, hint = '' }: AppError): Promise<void> {
    const { say } = this.words;
    await showBox(this.#window, { type: 'warning', message: say(message), detail: say(hint) });
  }

  /** Once: closing is not quitting. */
  async #explainClose(): Promise<void> {
    const { file, link } = this.#ground;
    if (file.preferences.closeExplained) return;
    kept(this.#ground, () => file.change({ closeExplained: true }));
    const { close } = this.words;
    const { response } = await showBox(this.#window, {
      type: 'info',
      message: close.message,
      detail: link.kind === 'own' ? close.detail : close.detailAttached,
      buttons: [close.keep, close.quit],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) app.quit();
  }
}

/** What the window remembers is not worth a start or a close that fails with a full disk. */
function kept({ link }: Pick<Ground, 'link'>, save: () => unknown): void {
  try {
    save();
  } catch (error) {
    link.report('desktop.not-saved', `The window could not save: ${messageOf(error)}`);
  }
}

/** The switch shows what will happen, whoever changed it. */
function followSignIn(file: WindowFile, dataFolder: string): void {
  renewEntry(dataFolder);
  const isOn = isStartedAtSignIn(dataFolder);
  if (isOn !== null && isOn !== file.preferences.startAtSignIn)
    file.change({ startAtSignIn: isOn });
}
