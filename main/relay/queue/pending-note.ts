/** What came of a message, on its way to the disk, and the message that leaves only after it. */
export class PendingNote {
  /** Resolves to whether it is on disk, flushed; never rejects. */
  readonly isKept: Promise<boolean>;
  readonly #expect: () => () => void;
  #isPending = true;
  #endWait = (): void => undefined;

  /** `expect` tells the disk that somebody waits for this note with one of his own; returns the end of that. */
  constructor(isKept: Promise<boolean>, expect: () => () => void) {
    this.#expect = expect;
    this.isKept = isKept.finally(() => {
      this.#isPending = false;
    });
  }

  /** For the next message, when only its body is still to leave: as `isKept`. */
  letsFollow(): Promise<boolean> {
    if (this.#isPending) this.#endWait = this.#expect();
    return this.isKept;
  }

  /** What came of the next message is on its way too, or nothing will. */
  followed(): void {
    this.#endWait();
  }
}

/** Nothing is still to be noted. */
export const noNote = new PendingNote(Promise.resolve(true), () => () => undefined);
