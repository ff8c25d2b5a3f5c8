/** Sleep, waking and the end of this PC: mail that waited over a sleep is tried at once; staying awake is a choice. */
import { BaseWindow, powerMonitor, powerSaveBlocker } from 'electron';

/** Runs after the PC woke up. */
export function onWakeUp(run: () => void): void {
  powerMonitor.on('resume', run);
}

/** Windows tells its windows alone, and who was started at sign-in has none yet: this one nobody sees. */
let listening: BaseWindow | null = null;

/**
 * Runs when the PC is switched off or, on Windows, the person signs out; Linux and macOS then wait for the end of this
 * program, some seconds at most.
 */
export function onShutDown(run: () => void): void {
  if (process.platform === 'win32') {
    listening ??= new BaseWindow({ show: false, skipTaskbar: true, focusable: false });
    listening.on('session-end', run);
  }
  // Electron (33 to 44, power-monitor.ts) asks Linux to wait from the second listener on.
  powerMonitor.on('resume', () => undefined);
  const wait = (event?: { preventDefault(): void }): void => {
    event?.preventDefault();
    run();
  };
  powerMonitor.on('shutdown', wait);
}

/** Keeps the PC from sleeping while it is wanted; the screen may go dark. */
export class KeepAwake {
  #blocker: number | null = null;

  set(isWanted: boolean): void {
    if (isWanted === (this.#blocker !== null)) return;
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = isWanted ? powerSaveBlocker.start('prevent-app-suspension') : null;
  }
}
