import type { Grant } from './windows.ts';

type Holder = Pick<Grant, 'address' | 'user'>;

/** How many POP3 sessions of a user at an address are connected. */
export class ConnectedSessions {
  readonly #counts = new Map<string, number>();

  begin(holder: Holder): void {
    const key = keyOf(holder);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** How many are left. */
  end(holder: Holder): number {
    const key = keyOf(holder);
    const left = Math.max(0, (this.#counts.get(key) ?? 0) - 1);
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
    return left;
  }

  has(holder: Holder): boolean {
    return this.#counts.has(keyOf(holder));
  }
}

const keyOf = ({ address, user }: Holder): string => `${address} ${user}`;
