/** Sleep and waking of this PC: mail that waited over a sleep is tried at once; staying awake is a choice. */
import { powerMonitor, powerSaveBlocker } from 'electron';

/** Runs after the PC woke up. */
export function onWakeUp(run: () => void): void {
  powerMonitor.on('resume', run);
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
