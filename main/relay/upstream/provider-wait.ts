/** Waiting for what the provider says: ends with its answer, with the connection, or when it took too long. */

/** Begins a request; what it returns is called where the connection ends instead of answering. */
type Begin<T> = (
  resolve: (value: T) => void,
  reject: (error: Error) => void,
) => (error: unknown) => void;

/** One request at a time. */
export class ProviderWait {
  readonly #giveUp: () => void;
  #onLost: (error: unknown) => void = () => undefined;

  /** `giveUp` closes the connection after a deadline that passed. */
  constructor(giveUp: () => void) {
    this.#giveUp = giveUp;
  }

  /** The connection ended, and whoever waits hears of it. */
  lost(error: unknown): void {
    this.#onLost(error);
  }

  /** Runs a request; a lost connection or a passed deadline ends it through what `begin` returns. */
  answerWithin<T>(deadlineMs: number, begin: Begin<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let lost: (error: unknown) => void = () => undefined;
      const timer = setTimeout(() => {
        lost(lateError);
        this.#giveUp();
      }, deadlineMs);
      const ended = (): void => {
        clearTimeout(timer);
        this.#onLost = () => undefined;
      };
      this.#onLost = (error) => {
        lost(error);
      };
      lost = begin(
        (value) => {
          ended();
          resolve(value);
        },
        (error) => {
          ended();
          reject(error);
        },
      );
    });
  }
}

/** The connection ended without a word. */
export const closedError = Object.assign(new Error('The provider closed the connection.'), {
  code: 'ECONNECTION',
  command: 'CONN',
});
const lateError = Object.assign(new Error('The provider took too long to answer.'), {
  code: 'ETIMEDOUT',
  command: 'CONN',
});
