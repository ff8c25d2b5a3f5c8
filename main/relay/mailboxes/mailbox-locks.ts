/** One session a mailbox at a time (RFC 1939 §4). In memory: the data folder has one owner. */
import type { Clock } from '../lifecycle/clock.ts';

/**
 * So long a second session waits before it hears IN-USE: a program that comes again at once, or two PCs that
 * check at the same moment, need not fail for the milliseconds that the first one takes.
 */
const patienceMs = 1_000;

/** Locks by user name; who comes later waits for a bounded time, in order. */
export class MailboxLocks {
  readonly #clock: Clock;
  /** Present while locked; those who wait, in order. An array each: a Roster keeps no order, and says why no Set. */
  readonly #waiting = new Map<string, ((isOurs: boolean) => void)[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves to the release, or to null when somebody else keeps it. The release says whether somebody who
   * waited has it now.
   */
  async take(user: string): Promise<(() => boolean) | null> {
    const line = this.#waiting.get(user);
    if (line === undefined) this.#waiting.set(user, []);
    else if (!(await this.#turn(line))) return null;
    let isHeld = true;
    return () => {
      const isPassedOn = isHeld && this.#pass(user);
      isHeld = false;
      return isPassedOn;
    };
  }

  #turn(line: ((isOurs: boolean) => void)[]): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (isOurs: boolean): void => {
        cancel();
        line.splice(line.indexOf(answer), 1);
        resolve(isOurs);
      };
      const cancel = this.#clock.after(patienceMs, () => answer(false));
      line.push(answer);
    });
  }

  /** The lock goes to the next in line without being free in between. */
  #pass(user: string): boolean {
    const [next] = this.#waiting.get(user) ?? [];
    if (next) next(true);
    else this.#waiting.delete(user);
    return next !== undefined;
  }
}
