/** The real desktop app, driven by Playwright, on ports and in a data folder of this test's. */
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type * as Electron from 'electron';
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core';
import type { MailroomBridge, Preferences, WindowRequests } from '../../main/contract/desktop.ts';
import type { Result } from '../../main/contract/result.ts';
import { display } from './display.ts';
import { needsProgram } from './programs.ts';
import { freePorts } from './free-ports.ts';
import { setsFor, type Ports } from './running-relay.ts';

const root = path.resolve(import.meta.dirname, '../..');
const launchLimitMs = 60_000;
const triesInMain = 5;

/** The runtime to start: the one that the environment names, else the one that npm fetched. */
export function electronProgram(): string | null {
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const folders = [
    process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    path.join(root, 'node_modules/electron/dist'),
  ];
  const files = folders.filter((folder) => folder !== undefined).map((f) => path.join(f, name));
  return files.find((file) => fs.existsSync(file)) ?? null;
}

/** For a test's `skip`: false where a window can be opened, else why not. Throws where CI=true. */
export function needsElectron(): string | false {
  if (process.platform === 'linux') {
    const missing = needsProgram('Xvfb');
    if (missing !== false) return missing;
  }
  if (electronProgram() !== null) return false;
  if (process.env['CI'] === 'true') throw new Error('Electron is not installed, and CI needs it');
  return 'Electron is not installed';
}

export interface LaunchOptions {
  /** `PATH=VALUE` for this run. */
  readonly settings?: readonly string[];
  /** Made, and removed at the end, when not given. */
  readonly dataFolder?: string;
  /** Puts into the data folder what the start should find there. */
  readonly prepare?: (dataFolder: string) => void;
  readonly ports?: Ports;
  /** More words of the command line, for example `--hidden`. */
  readonly args?: readonly string[];
  /** What `window.json` says before the start; by default the wizard is done. */
  readonly preferences?: Partial<Preferences>;
  /** Opens no window: do not wait for one. */
  readonly isHidden?: boolean;
  /** A packaged Mailroom; else the one that was built here is started by the runtime. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that the runtime loads before the program. */
  readonly hook?: string;
}

const pastFirstStart: Partial<Preferences> = { language: 'en', wizard: null, closeExplained: true };

/** Ports of the relay, all free. */
export async function loopbackPorts(): Promise<Ports> {
  const [relay = 0, submission = 0, submissions = 0, pop3 = 0, pop3s = 0, practice = 0] =
    await freePorts(6);
  return { relay, submission, submissions, pop3, pop3s, practice };
}

export class DesktopApp {
  readonly app: ElectronApplication;
  readonly dataFolder: string;
  readonly ports: Ports;
  /** What went wrong in the page by itself. */
  readonly pageErrors: string[] = [];
  readonly #page: Page | null;
  /** Playwright forgets it when the program has ended. */
  readonly #process: ChildProcess;

  private constructor(
    app: ElectronApplication,
    page: Page | null,
    place: { dataFolder: string; ports: Ports },
  ) {
    this.app = app;
    this.#page = page;
    page?.on('pageerror', (error) => this.pageErrors.push(error.stack ?? error.message));
    this.#process = app.process();
    this.dataFolder = place.dataFolder;
    this.ports = place.ports;
  }

  /** Starts it and waits for its window. Dialogs of the OS are answered with their default at once. */
  static async launch(t: TestContext, options: LaunchOptions = {}): Promise<DesktopApp> {
    const dataFolder =
      options.dataFolder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'mailroom-desktop-'));
    const ports = options.ports ?? (await loopbackPorts());
    if (options.preferences !== undefined || !fs.existsSync(path.join(dataFolder, 'window.json')))
      writePreferences(dataFolder, { ...pastFirstStart, ...options.preferences });
    options.prepare?.(dataFolder);
    const app = await _electron.launch({
      executablePath: options.program ?? electronProgram() ?? 'electron',
      cwd: root,
      args: [
        ...(options.hook === undefined ? [] : ['-r', options.hook]),
        ...(options.program === undefined ? checkout() : noSandbox()),
        ...startWords(dataFolder, [...setsFor(ports), ...(options.settings ?? [])]),
        ...(options.args ?? []),
      ],
      env: await environment(dataFolder, options.env),
      timeout: launchLimitMs,
      // Else Playwright shows every page as light, whatever the app says.
      colorScheme: null,
    });
    const desktop = new DesktopApp(
      app,
      options.isHidden === true ? null : await app.firstWindow({ timeout: launchLimitMs }),
      { dataFolder, ports },
    );
    t.after(async () => {
      await desktop.kill();
      if (options.dataFolder === undefined)
        fs.rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    });
    await desktop.inMain(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    });
    return desktop;
  }

  /**
   * Runs in the main process. What runs must bear to run twice: while the program starts, its collector of
   * garbage may take Playwright's promise of the answer away, and then it is asked again.
   */
  async inMain<R, A>(
    run: (electron: typeof Electron, given: A) => R | Promise<R>,
    given?: A,
  ): Promise<R> {
    for (let left = triesInMain; ; left -= 1) {
      try {
        return await this.app.evaluate(run as never, given as never);
      } catch (error) {
        if (left <= 1 || !String(error).includes('promise was garbage collected')) throw error;
      }
    }
  }

  get page(): Page {
    if (this.#page === null) throw new Error('started hidden: there is no page');
    return this.#page;
  }

  /** Shows a place as a link in the window would, for example `people/joe`. */
  async show(place: string): Promise<void> {
    await this.page.evaluate((to) => {
      window.location.hash = `#/${to}`;
    }, place);
  }

  /** What stands on the page; what is announced to screen readers stands beside it. */
  text(words: string | RegExp, options: { readonly exact?: boolean } = {}): Locator {
    return this.page.locator('#content').getByText(words, options);
  }

  /** What the page itself could ask. */
  request<K extends keyof WindowRequests>(
    name: K,
    args: WindowRequests[K]['args'],
  ): Promise<Result<WindowRequests[K]['result']>> {
    return this.page.evaluate(
      ([wanted, given]) =>
        (globalThis as unknown as { mailroom: MailroomBridge }).mailroom.requests[wanted](
          given as never,
        ) as Promise<never>,
      [name, args] as const,
    );
  }

  /** The value of a request that must succeed. */
  async ask<K extends keyof WindowRequests>(
    name: K,
    args: WindowRequests[K]['args'],
  ): Promise<WindowRequests[K]['result']> {
    const result = await this.request(name, args);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    return result.value;
  }

  async addUser(name: string, password: string): Promise<void> {
    await this.ask('users:add', { name, password });
  }

  /** Resolves to the exit code when the program ends by itself. */
  async ended(): Promise<number | null> {
    const child = this.#process;
    if (child.exitCode !== null) return child.exitCode;
    return new Promise((resolve) => child.once('exit', resolve));
  }

  /** Ends it as Quit does; resolves to the exit code. */
  async close(): Promise<number | null> {
    const ended = this.ended();
    if (this.#process.exitCode !== null) return ended;
    // The answer is lost when the program ends first.
    await this.inMain(({ app }) => app.quit()).catch(() => undefined);
    return ended;
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

/** What a second start from the menu of the PC would run. */
export const commandLine = (dataFolder: string): string[] => [
  ...checkout(),
  ...startWords(dataFolder, []),
];

const startWords = (dataFolder: string, sets: readonly string[]): string[] => [
  ...['--data', dataFolder],
  ...sets.flatMap((set) => ['--set', set]),
];

/** What the bare runtime needs to be told. */
const checkout = (): string[] => [
  ...noSandbox(),
  ...['-r', path.join(root, 'out/main/early.cjs'), root],
];

/** Chromium refuses its sandbox to root, as whom containers run. */
export const noSandbox = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** Nothing of the tester's own settings or session may be touched. */
export async function environment(
  dataFolder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const screen = await display();
  return {
    ...(process.env as Record<string, string>),
    ...(screen === null ? {} : { DISPLAY: screen }),
    XDG_CONFIG_HOME: path.join(dataFolder, 'os-config'),
    ...more,
  };
}

function writePreferences(dataFolder: string, preferences: Partial<Preferences>): void {
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(dataFolder, 'window.json'), JSON.stringify({ preferences }));
}
