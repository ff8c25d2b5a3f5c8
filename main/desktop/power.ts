/** Sleep, waking and the end of this PC: mail that waited over a sleep is tried at once; staying awake is a choice. */
import { powerMonitor, powerSaveBlocker } from 'electron';

/** Runs after the PC woke up. */
export function onWakeUp(run: () => void): void {
  powerMonitor.on('resume', run);
}

/**
 * Runs when the PC is switched off, which then waits for the end of this program, some seconds at most. Linux and
 * macOS; Windows tells its windows.
 */
export function onShutDown(run: () => void): void {
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
