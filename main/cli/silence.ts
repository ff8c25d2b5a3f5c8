/** Tells the person at the terminal that nothing has come yet, so that a relay that hangs does not look like work. */

const longMs = 5_000;

/** Counts from the last sign of life; speaks once. */
export class Silence {
  #timer: NodeJS.Timeout | null = setTimeout(() => {
    this.#timer = null;
    sayNoAnswer();
  }, longMs);

  /** The relay said something. */
  broken(): void {
    this.#timer?.refresh();
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}

function sayNoAnswer(): void {
  // Beside the result, which a program may be reading. No word of who is late: it may be the provider.
  process.stderr.write('No answer yet. Ctrl+C ends the waiting.\n');
}
