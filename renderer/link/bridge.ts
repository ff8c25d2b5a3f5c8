/** The one way out of the page: the functions that the preload put on `window.mailroom`. */
import type { MailroomBridge } from '../../main/contract/desktop.ts';

declare global {
  interface Window {
    readonly mailroom?: MailroomBridge;
  }
}

/** Throws where the page was opened outside the app. */
export function bridge(): MailroomBridge {
  if (!window.mailroom) throw new Error('This page works inside the Mailroom app only');
  return window.mailroom;
}
