/** The windows in memory by address and user, and how the last one of an address ended. No clock, no rules. */
import type { AddressKey } from '../net/address.ts';
import type { LiveWindow } from './live-window.ts';
import type { WindowEnd } from './windows.ts';

/** POPAUTH has one row for each of these. */
export interface WindowKey {
  readonly address: AddressKey;
  readonly user: string;
}

/** For how many addresses the end of the last window is remembered, to explain a refusal. */
const rememberedEnds = 5_000;

/** Finds, puts and removes windows at no cost that grows with their number. */
export class WindowIndex {
  readonly #byAddress = new Map<AddressKey, Map<string, LiveWindow>>();
  readonly #ends = new Map<AddressKey, WindowEnd>();

  get(key: WindowKey): LiveWindow | undefined {
    return this.#byAddress.get(key.address)?.get(key.user);
  }

  set(window: LiveWindow): void {
    const users = this.#byAddress.get(window.address) ?? new Map<string, LiveWindow>();
    users.set(window.user, window);
    this.#byAddress.set(window.address, users);
    this.#ends.delete(window.address);
  }

  delete(key: WindowKey): void {
    const users = this.#byAddress.get(key.address);
    users?.delete(key.user);
    if (users?.size === 0) this.#byAddress.delete(key.address);
  }

  at(address: AddressKey): readonly LiveWindow[] {
    const users = this.#byAddress.get(address);
    return users === undefined ? [] : [...users.values()];
  }

  all(): readonly LiveWindow[] {
    return [...this.#byAddress.values()].flatMap((users) => [...users.values()]);
  }

  /** The latest counts: of two windows of one address, another may have ended after this one. */
  noteEnd(address: AddressKey, end: WindowEnd): void {
    if ((this.#ends.get(address)?.at ?? 0) > end.at) return;
    this.#ends.delete(address);
    this.#ends.set(address, end);
    const oldest = this.#ends.keys().next();
    if (this.#ends.size > rememberedEnds && !oldest.done) this.#ends.delete(oldest.value);
  }

  lastEnd(address: AddressKey): WindowEnd | undefined {
    return this.#ends.get(address);
  }
}
