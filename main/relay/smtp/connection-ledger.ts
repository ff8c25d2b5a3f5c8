import type { AddressKey } from '../net/address.ts';

/** How many connections may be open. */
export interface ConnectionLimits {
  readonly connections: number;
  readonly connectionsPerAddress: number;
}

/** Counts open connections in all and per address; one ledger may serve several listeners. */
export class ConnectionLedger {
  readonly #byAddress = new Map<AddressKey, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Counts one in, or says what is full and counts nothing. */
  enter(peer: AddressKey, limits: ConnectionLimits): 'ok' | 'full' | 'address-full' {
    const ofPeer = this.#byAddress.get(peer) ?? 0;
    if (this.#total >= limits.connections) return 'full';
    if (ofPeer >= limits.connectionsPerAddress) return 'address-full';
    this.#total += 1;
    this.#byAddress.set(peer, ofPeer + 1);
    return 'ok';
  }

  /** Exactly once for each `ok` of `enter`. */
  leave(peer: AddressKey): void {
    const ofPeer = this.#byAddress.get(peer) ?? 0;
    if (ofPeer === 0) return;
    this.#total -= 1;
    if (ofPeer === 1) this.#byAddress.delete(peer);
    else this.#byAddress.set(peer, ofPeer - 1);
  }
}
