/**
 * The desktop app: Electron's main process hosts the relay. One program a data folder; a second start shows
 * the first one's window. Owns the order of start and end. Loads little by itself: the scheme of the page
 * must be registered before Electron is ready, and a second start should be gone at once.
 */
import path from 'node:path';
import { app, dialog, powerMonitor } from 'electron';
import { defaultDataFolder } from './data-folder.ts';
import { registerAppScheme } from './desktop/app-origin.ts';
import type { Desktop } from './desktop/desktop.ts';
import { hardenAllPages } from './desktop/harden.ts';
import { parseStartOptions } from './desktop/start-options.ts';

declare const MAILROOM_VERSION: string;

/** A little more than the relay's own deadline: whatever hangs, the program ends. */
const endLimitMs = 6_000;

const start = parseStartOptions(process.argv.slice(1));
const dataFolder = path.resolve(start.dataFolder ?? defaultDataFolder());

let desktop: Desktop | null = null;
let isEnding = false;

function main(): void {
  registerAppScheme();
  app.setName('Mailroom');
  app.setAppUserModelId('org.mailroom.desktop');
  // What Chromium keeps has a folder of its own in the data folder; the lock on it is one a data folder.
  app.setPath('userData', path.join(dataFolder, 'window'));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  hardenAllPages();
  app.on('second-instance', () => desktop?.show());
  app.on('activate', () => desktop?.show());
  // The relay needs no window; on all systems the program ends by Quit alone.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', () => desktop?.quitting());
  app.on('will-quit', end);
  app.whenReady().then(open).catch(cannotStart);
}

async function open(): Promise<void> {
  powerMonitor.on('shutdown', () => app.quit());
  const { Desktop } = await import('./desktop/desktop.ts');
  await Desktop.open({
    version: MAILROOM_VERSION,
    codeFolder: import.meta.dirname,
    dataFolder,
    sets: start.sets,
    isHidden: start.isHidden,
    onOpen: (opened) => (desktop = opened),
  });
}

/** Holds the end until the relay has stopped orderly. */
function end(event: { preventDefault(): void }): void {
  if (desktop === null) return;
  event.preventDefault();
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => app.exit(1), endLimitMs);
  void desktop
    .stop()
    .then(() => app.exit(0))
    .catch((error: unknown) => {
      console.error(`Mailroom did not end orderly: ${String(error)}`);
      app.exit(1);
    });
}

function cannotStart(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  console.error(`Mailroom cannot start: ${text}`);
  dialog.showErrorBox('Mailroom', text);
  app.exit(1);
}

main();
