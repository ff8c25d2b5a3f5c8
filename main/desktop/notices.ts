/** Notices of the OS for incidents, and their going when the trouble is over. */
import { Notification } from 'electron';
import type { NoticeKind } from '../contract/desktop.ts';
import type { Incident, IncidentChange } from './incidents.ts';

/** Which notices a person wants, in which words, and where a click leads. */
export interface NoticesOptions {
  readonly isWanted: (kind: NoticeKind) => boolean;
  readonly titleOf: (kind: NoticeKind) => string;
  /** The relay's sentence in the person's language. */
  readonly say: (sentence: string) => string;
  readonly open: (place: string) => void;
}

/** macOS cuts at about this many octets. */
const longestBody = 240;

/** Shows a notice for each incident and takes it back when it is over. */
export class Notices {
  readonly #options: NoticesOptions;
  /**
   * Kept until the trouble is over, or the OS would lose their clicks to the garbage collector. Also after `close`:
   * on Windows that comes after some seconds already, when a notice moves to the notification centre.
   */
  readonly #shown = new Map<string, Notification>();

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  show({ begun, ended }: IncidentChange): void {
    for (const key of ended) this.#end(key);
    for (const incident of begun) this.#begin(incident);
  }

  #begin({ key, kind, text, place }: Incident): void {
    const { isWanted, titleOf, say, open } = this.#options;
    if (!isWanted(kind) || !Notification.isSupported()) return;
    this.#end(key);
    const notice = new Notification({
      title: titleOf(kind),
      body: say(text).slice(0, longestBody),
    });
    notice.on('click', () => open(place));
    // Window and tray say the same: where the OS shows no notices, nothing is lost.
    notice.on('failed', () => this.#shown.delete(key));
    this.#shown.set(key, notice);
    notice.show();
  }

  #end(key: string): void {
    this.#shown.get(key)?.close();
    this.#shown.delete(key);
  }
}
