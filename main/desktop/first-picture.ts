/** When a new window is worth showing. */
import type { BrowserWindow } from 'electron';

/**
 * Some graphics drivers never draw what nobody sees yet, and then Electron never says 'ready-to-show'
 * (electron#25448): a window that is white for a moment is better than none.
 */
const longestMs = 2_000;

/** Runs `show` once: when the page was drawn for the first time, or a while after it began to load without that. */
export function atFirstPicture(window: BrowserWindow, show: () => void): void {
  const once = (): void => {
    clearTimeout(timer);
    window.removeListener('ready-to-show', once);
    window.removeListener('closed', gone);
    show();
  };
  const gone = (): void => clearTimeout(timer);
  const timer = setTimeout(once, longestMs);
  window.once('ready-to-show', once);
  window.once('closed', gone);
}
