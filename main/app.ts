/**
 * The desktop app: Electron's main process hosts the relay. One program a data folder; a second start shows
 * the first one's window. Owns the order of start and end. Loads little by itself: the scheme of the page
 * must be registered before Electron is ready, and a second start should be gone at once. With `--command`
 * the same program is the `mailroom` command.
 */
import { app, dialog } from 'electron';
import { languageOf } from './contract/languages.ts';
import { messageOf } from './contract/thrown.ts';
import type { Desktop } from './desktop/desktop.ts';
import { hardenAllPages } from './desktop/harden.ts';
import { onShutDown } from './desktop/power.ts';
import { prepare, type Start } from './desktop/prepare.ts';
import { againWords, parseStartOptions, terminalWords } from './desktop/start-options.ts';
import { ownProgram } from './desktop/own-program.ts';

declare const MAILROOM_VERSION: string;

/** Left alone, each ends the program at once, with mail under way. */
const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A little more than the relay's own deadline: whatever hangs, the program ends. */
const endLimitMs = 6_000;

let desktop: Desktop | null = null;
/** Started again while it starts: then it shows its window, also where it was to stay hidden. */
let isWindowWanted = false;
let isEnding = false;
/** Started again while it ends: who wants it now shall not find it gone. */
let isWantedAgain = false;

function main(start: Start): void {
  app.setName('Mailroom');
  app.setAppUserModelId('org.mailroom.desktop');
  if (start.isFolderMissing) {
    const said = import('./cli/option-fault.ts').then(({ emptyFolder }) => emptyFolder);
    void app.whenReady().then(async () => cannotStart(await said));
    return;
  }
  // The first instance hears of it and shows its window, or quits.
  if (!app.requestSingleInstanceLock() || start.isQuit) {
    leave(start).catch((error: unknown) => app.whenReady().then(() => cannotStart(error)));
    return;
  }
  hardenAllPages();
  // Electron would show a box of its own, and as long as that stands no mail is taken and none is sent.
  process.on('uncaughtException', surprised);
  process.on('unhandledRejection', surprised);
  app.on('second-instance', (_event, argv) => startedAgain(parseStartOptions(argv)));
  app.on('activate', () => isEnding || desktop?.show());
  // The relay needs no window; on all systems the program ends by Quit alone.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => desktop?.quitting());
  app.on('will-quit', end);
  for (const signal of endSignals) process.on(signal, endBySignal);
  app
    .whenReady()
    .then(() => open(start))
    .catch(cannotStart);
}

function startedAgain({ isQuit, isHidden }: Pick<Start, 'isQuit' | 'isHidden'>): void {
  if (isQuit) {
    isWantedAgain = false;
    app.quit();
  } else if (isEnding) isWantedAgain = true;
  // At sign-in it is started where the session brought it back already.
  else if (isHidden) return;
  else if (desktop === null) isWindowWanted = true;
  else desktop.show();
}

/** Electron gives no lock either where it can write none: then nothing runs, and nobody would know why. */
async function leave({ dataFolder, sets, isQuit, isHidden }: Start): Promise<void> {
  if (!isQuit) {
    const { checkDataFolder } = await import('./relay/lifecycle/data-folder-lock.ts');
    checkDataFolder(dataFolder);
    checkDataFolder(app.getPath('userData'));
    console.log(`Mailroom runs already${isHidden ? '.' : '; its window comes to the front.'}`);
    const { unheard } = await import('./overrides.ts');
    const passedOver = unheard(sets, dataFolder);
    if (passedOver !== null) console.error(passedOver);
  }
  app.exit(0);
}

async function open(start: Start): Promise<void> {
  onShutDown(() => app.quit());
  const { Desktop } = await import('./desktop/desktop.ts');
  await Desktop.open({
    version: MAILROOM_VERSION,
    codeFolder: import.meta.dirname,
    ...start,
    isHidden: () => !isWindowWanted && (start.isHidden || wasOpenedAtSignIn()),
    onOpen: (opened) => {
      desktop = opened;
      // No program can look at a tray: tests ask this process for what it shows.
      if (!app.isPackaged) Reflect.set(globalThis, 'mailroomDesktop', opened);
    },
  });
}

/**
 * Who signs out sends it to all our processes. The one that draws is gone before us, cannot be started anew, and
 * Chromium gives up the whole program for that, in the middle of its end, unless it is told to bear it.
 */
function endBySignal(): void {
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  app.quit();
}

/** macOS passes no `--hidden` at sign-in, but tells. */
const wasOpenedAtSignIn = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;

/** Holds the end until the relay has stopped orderly. */
function end(event: { preventDefault(): void }): void {
  if (desktop === null) return;
  event.preventDefault();
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => exit(1), endLimitMs);
  void desktop
    .stop()
    .then(() => exit(0))
    .catch((error: unknown) => {
      console.error(`Mailroom did not end orderly: ${String(error)}`);
      exit(1);
    });
}

function exit(code: number): void {
  if (isWantedAgain)
    app.relaunch({ args: againWords(process.argv.slice(1)), execPath: ownProgram() });
  app.exit(code);
}

/** What nobody expected: noted and told, and the mail goes on. */
function surprised(error: unknown): void {
  console.error(error);
  if (!isEnding) desktop?.surprised(error);
}

async function cannotStart(error: unknown): Promise<void> {
  const text = messageOf(error);
  console.error(`Mailroom cannot start: ${text}`);
  // What is not there may be the words.
  const said = await inLanguageOfThisPc(text).catch(() => text);
  await letGo();
  dialog.showErrorBox('Mailroom', said);
  app.exit(1);
}

/** Nothing here runs while a box of this kind stands: no port may be open behind it, and a signal must end it. */
async function letGo(): Promise<void> {
  const begun = desktop;
  desktop = null;
  await begun?.stop().catch(() => undefined);
  for (const signal of endSignals) process.removeAllListeners(signal);
}

async function inLanguageOfThisPc(text: string): Promise<string> {
  const { wordsIn } = await import('./desktop/words.ts');
  return wordsIn(languageOf('system', app.getPreferredSystemLanguages())).say(text);
}

const words = terminalWords(process.argv);
if (words === null) {
  main(prepare());
} else {
  const { runTerminal } = await import('./desktop/terminal.ts');
  const run = runTerminal(words);
  // Electron is ready only when this file is through, and a command that only asks needs no ready Electron.
  if (words[0] !== 'serve') await run;
}
