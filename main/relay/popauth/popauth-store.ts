/** Where windows survive a restart: an interface, so that offices with several relays can share one. */
import { GuardedNedb } from '../store/guarded-nedb.ts';
import type { AddressKey } from '../net/address.ts';

/** One row of POPAUTH: this user signed in from this address. Times are epoch ms, UTC. */
export interface WindowRow {
  readonly address: AddressKey;
  readonly user: string;
  readonly grantedAt: number;
  readonly expiresAt: number;
  readonly source: 'pop3' | 'operator';
}

/** Each call rejects when the store cannot do it; the caller fails closed. */
export interface PopAuthStore {
  load(): Promise<readonly WindowRow[]>;
  put(row: WindowRow): Promise<void>;
  remove(address: AddressKey, user: string): Promise<void>;
  /** Removes rows with expiresAt <= now at the moment of removal, so that a renewed row stays. */
  removeExpired(now: number): Promise<void>;
}

type Row = WindowRow & { readonly _id: string };

/** POPAUTH in NeDB: one document a row, its key address and user together. */
export class NedbPopAuthStore implements PopAuthStore {
  readonly #db: GuardedNedb<Row>;

  constructor(file: string, onPutAside: (file: string) => void) {
    // Not flushed at each row: losing the last ones to a power cut only means checking mail again.
    this.#db = new GuardedNedb<Row>({ file, isDurable: false, onPutAside });
  }

  async load(): Promise<readonly WindowRow[]> {
    return (await this.#db.load()).filter(isRow);
  }

  async put(row: WindowRow): Promise<void> {
    await this.#db.put({ ...row, _id: rowId(row.address, row.user) });
  }

  async remove(address: AddressKey, user: string): Promise<void> {
    await this.#db.remove({ _id: rowId(address, user) });
  }

  async removeExpired(now: number): Promise<void> {
    await this.#db.remove({ expiresAt: { $lte: now } });
  }
}

const rowId = (address: AddressKey, user: string): string => `${address} ${user}`;

const isRow = (row: Partial<Row>): row is Row =>
  typeof row.address === 'string' &&
  typeof row.user === 'string' &&
  typeof row.grantedAt === 'number' &&
  typeof row.expiresAt === 'number';
