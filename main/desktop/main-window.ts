/**
 * The one window: where it stands, when it is shown, and that closing it only hides it. Knows nothing of
 * mail.
 */
import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { appOrigin } from './app-origin.ts';
import { atFirstPicture } from './first-picture.ts';
import { onScreen } from './on-screen.ts';
import type { WindowBounds, WindowFile } from './window-file.ts';

/** What the window is made with, and who is told of it. */
export interface MainWindowOptions {
  /** Folder of the bundled entries, with `preload.cjs`. */
  readonly codeFolder: string;
  readonly icon: string;
  readonly title: string;
  readonly file: Pick<WindowFile, 'bounds' | 'keepBounds'>;
  /** Asked at each close; true lets the window go (the program ends). */
  readonly isQuitting: () => boolean;
  /** The window was hidden by its close button. */
  readonly onHidden: () => void;
  readonly onShown: () => void;
}

const reloadAfterMs = 1_000;
const size = { width: 1100, height: 760 };
/** Less than any screen has: one of 1366×768 whose system shows all at 200 % has 683×384, with the taskbar. */
const least = { minWidth: 480, minHeight: 320 };

/** The window, made at the first `show` and kept until the program ends. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | null = null;
  #isLoaded = false;
  #reloading: NodeJS.Timeout | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** Null before the first show. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  get isSeen(): boolean {
    const window = this.#window;
    return window !== null && this.#isLoaded && window.isVisible() && !window.isMinimized();
  }

  /** Shows the window, made now if need be. True when the page was there already and only came forward. */
  show(place: string | null = null): boolean {
    if (this.#window === null) {
      this.#window = this.#make(place);
      return false;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
    // A page that is still on its way hears of no place: it comes with it.
    if (!this.#isLoaded && place !== null) {
      clearTimeout(this.#reloading);
      this.#load(this.#window, place);
    }
    return this.#isLoaded;
  }

  hide(): void {
    if (this.#window !== null) hide(this.#window);
  }

  #make(place: string | null): BrowserWindow {
    const { file, codeFolder, icon, title } = this.#options;
    const bounds = boundsNow(file.bounds);
    const window = new BrowserWindow({
      ...(bounds ?? firstSize()),
      ...least,
      show: false,
      title,
      icon,
      autoHideMenuBar: process.platform !== 'darwin',
      webPreferences: {
        preload: path.join(codeFolder, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
    this.#follow(window);
    atFirstPicture(window, () => {
      // This shows it, too: done before there is a page, it would be a white one.
      if (bounds?.isMaximized) window.maximize();
      window.show();
    });
    this.#load(window, place);
    return window;
  }

  #load(window: BrowserWindow, place: string | null): void {
    const url = `${appOrigin}/index.html${place === null ? '' : `#/${place}`}`;
    window.loadURL(url).catch((error: unknown) => {
      // Broken off by a later one, to another place. Else the page died, or the program ends.
      if ((error as { code?: string }).code !== 'ERR_ABORTED') this.#reloadSoon(window);
    });
  }

  /** Not at once, or a page that dies of being loaded would take the computer from the relay. */
  #reloadSoon(window: BrowserWindow): void {
    this.#isLoaded = false;
    clearTimeout(this.#reloading);
    this.#reloading = setTimeout(() => {
      if (!window.isDestroyed() && !this.#options.isQuitting()) window.webContents.reload();
    }, reloadAfterMs);
  }

  #follow(window: BrowserWindow): void {
    const { file, isQuitting, onHidden, onShown } = this.#options;
    window.webContents.on('did-finish-load', () => {
      clearTimeout(this.#reloading);
      this.#isLoaded = true;
      onShown();
    });
    window.on('show', onShown);
    window.on('restore', onShown);
    window.on('close', (event) => {
      file.keepBounds({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
      if (isQuitting()) return;
      event.preventDefault();
      hide(window);
      onHidden();
    });
    window.on('closed', () => {
      this.#window = null;
      this.#isLoaded = false;
    });
    // A page that died would leave a white window: it is loaded again.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.#reloadSoon(window);
    });
  }
}

/** macOS leaves a black screen behind a window that is hidden in full screen (electron#39572). */
function hide(window: BrowserWindow): void {
  if (process.platform !== 'darwin' || !window.isFullScreen()) {
    window.hide();
    return;
  }
  window.once('leave-full-screen', () => window.hide());
  window.setFullScreen(false);
}

/** No larger than the screen: its foot, with the buttons of the setup, would be out of reach. */
function firstSize(): typeof size {
  const { workArea } = screen.getPrimaryDisplay();
  return {
    width: Math.min(size.width, workArea.width),
    height: Math.min(size.height, workArea.height),
  };
}

/** None where nothing is kept, or the screen is gone. */
const boundsNow = (bounds: WindowBounds | null): WindowBounds | null =>
  bounds && onScreen(bounds, screen.getDisplayMatching(bounds).workArea);
