/** Tray and notices together: both live on the watched status, and both lead into the window. */
import { app, clipboard } from 'electron';
import type { Preferences } from '../contract/desktop.ts';
import type { AppError } from '../contract/result.ts';
import type { Clock } from '../relay/lifecycle/clock.ts';
import { Incidents, type Incident } from './incidents.ts';
import { Notices } from './notices.ts';
import type { RelayLink } from './relay-link.ts';
import { StatusWatch } from './status-watch.ts';
import { trayModel, type TrayAction, type TrayModel } from './tray-model.ts';
import { TrayIcon } from './tray.ts';
import type { Words } from './words.ts';

/** The relay to watch, and what tray and notices do with the window. */
export interface BesideClockOptions {
  readonly link: RelayLink;
  readonly clock: Clock;
  readonly iconFolder: string;
  readonly words: () => Words;
  readonly preferences: () => Preferences;
  readonly open: (place: string | null) => void;
  /** What a line of the menu could not do. */
  readonly tell: (fault: AppError) => void;
}

/** Watches the relay from `start` on and shows it beside the clock. Never throws where the system has no tray. */
export class BesideClock {
  readonly #options: BesideClockOptions;
  readonly #watch: StatusWatch;
  readonly #incidents = new Incidents();
  readonly #notices: Notices;
  #tray: TrayIcon | null = null;

  constructor(options: BesideClockOptions) {
    this.#options = options;
    this.#watch = new StatusWatch(options.link, options.clock);
    this.#notices = new Notices({
      isWanted: (kind) => options.preferences().notices[kind],
      titleOf: (kind) => options.words().notices[kind],
      say: (sentence) => options.words().say(sentence),
      open: options.open,
    });
  }

  start(): void {
    const { link, clock } = this.#options;
    this.#tray = this.#makeTray();
    this.#watch.onChange((status) => {
      this.#notices.show(this.#incidents.onStatus(status, clock.now()));
      this.draw();
    });
    link.onEntry((entry) => this.#notices.show(this.#incidents.onEntry(entry)));
    link.onState(() => this.draw());
    this.#watch.start();
  }

  /** What the tray shows, also where this PC has none. */
  get model(): TrayModel {
    const { link, words } = this.#options;
    return trayModel({ link: link.state, status: this.#watch.status, words: words() });
  }

  get incidents(): readonly Incident[] {
    return this.#incidents.open;
  }

  /** Also after a change of the language. */
  draw(): void {
    this.#tray?.show(this.model);
  }

  /** Looks again, soon: for example after the PC woke up. */
  refresh(): void {
    this.#watch.soon();
  }

  stop(): void {
    this.#watch.stop();
    this.#tray?.destroy();
    this.#tray = null;
  }

  /** A tray that cannot be had is no reason not to run: the window opens by starting the app again. */
  #makeTray(): TrayIcon | null {
    const { iconFolder, link } = this.#options;
    try {
      return new TrayIcon(this.model, { iconFolder, run: (action) => void this.run(action) });
    } catch (error) {
      link.report('desktop.no-tray', `This desktop shows no tray icon: ${String(error)}`);
      return null;
    }
  }

  /** Does what a line of the menu says. */
  async run(action: TrayAction): Promise<void> {
    const { open, link, tell } = this.#options;
    switch (action.kind) {
      case 'open':
        open(action.place);
        return;
      case 'ask': {
        const result = await link.request(action.request, {});
        if (!result.ok) tell(result.error);
        this.refresh();
        return;
      }
      case 'copy':
        await clipboard.writeText(action.text);
        return;
      case 'quit':
        app.quit();
    }
  }
}
