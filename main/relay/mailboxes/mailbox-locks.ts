/** One session a mailbox at a time (RFC 1939 §4). In memory: the data folder has one owner. */
import type { Clock } from '../lifecycle/clock.ts';
import type { MailboxHolder } from './mailboxes.ts';

/**
 * So long a second session waits before it hears IN-USE: a program that comes again at once, or two PCs that
 * check at the same moment, need not fail for the milliseconds that the first one takes.
 */
const patienceMs = 1_000;

type Holder = MailboxHolder | undefined;

/** Who has a mailbox, and who waits for it, in order. */
interface Lock {
  holder: Holder;
  /** An array each: a Roster keeps no order, and says why no Set. */
  readonly line: { readonly holder: Holder; readonly answer: (isOurs: boolean) => void }[];
}

/** Locks by user name; who comes later waits for a bounded time, in order. */
export class MailboxLocks {
  readonly #clock: Clock;
  /** Present while locked. */
  readonly #locks = new Map<string, Lock>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves to the release, or to null when somebody else keeps it. The release says whether somebody who
   * waited has it now.
   */
  async take(user: string, holder?: MailboxHolder): Promise<(() => boolean) | null> {
    const lock = this.#takenBefore(user, holder);
    if (lock === undefined) this.#locks.set(user, { holder, line: [] });
    else if (!(await this.#turn(lock, holder))) return null;
    let isHeld = true;
    return () => {
      const isPassedOn = isHeld && this.#pass(user);
      isHeld = false;
      return isPassedOn;
    };
  }

  /** The lock as it is, once whoever has it was asked to give way. */
  #takenBefore(user: string, holder: Holder): Lock | undefined {
    const before = this.#locks.get(user)?.holder;
    if (before !== undefined && before.peer === holder?.peer) before.giveWay();
    return this.#locks.get(user);
  }

  #turn({ line }: Lock, holder: Holder): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (isOurs: boolean): void => {
        cancel();
        line.splice(line.indexOf(waiting), 1);
        resolve(isOurs);
      };
      const waiting = { holder, answer };
      const cancel = this.#clock.after(patienceMs, () => answer(false));
      line.push(waiting);
    });
  }

  /** The lock goes to the next in line without being free in between. */
  #pass(user: string): boolean {
    const lock = this.#locks.get(user);
    const next = lock?.line[0];
    if (lock === undefined || next === undefined) {
      this.#locks.delete(user);
      return false;
    }
    lock.holder = next.holder;
    next.answer(true);
    return true;
  }
}
