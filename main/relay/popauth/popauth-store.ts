/** Where windows survive a restart: an interface, so that offices with several relays can share one. */
import { GuardedNedb } from '../store/guarded-nedb.ts';
import { parseAddressKey, type AddressKey } from '../net/address.ts';

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
  /** All rows, expired ones too. May be called again after it rejected. */
  load(): Promise<readonly WindowRow[]>;
  put(row: WindowRow): Promise<void>;
  /** Removes the row, whatever it holds: the user or an operator wants it gone. */
  remove(address: AddressKey, user: string): Promise<void>;
  /** Removes this row if it has not been renewed since: compared at the moment of removal. */
  removeEnded(row: WindowRow): Promise<void>;
  /** What was written so far survives a power cut when this resolves. */
  flush(): Promise<void>;
}

/** Where popauth.db is, and who hears of damage; `now` is in epoch ms. */
export interface NedbPopAuthStoreOptions {
  readonly file: string;
  /** Told when a damaged file was put aside, with the name of the copy; the store then starts empty. */
  readonly onPutAside: (file: string) => void;
  readonly now: () => number;
}

type Document = WindowRow & { readonly _id: string };

/** POPAUTH in NeDB: one document a row, its key address and user together. */
export class NedbPopAuthStore implements PopAuthStore {
  readonly #db: GuardedNedb<Document>;

  constructor({ onPutAside, ...options }: NedbPopAuthStoreOptions) {
    // Not flushed at each row: losing the last ones to a power cut only means checking mail again. And
    // never salvaged: a row whose removal cannot be read any more would let a removed user send.
    this.#db = new GuardedNedb<Document>({
      ...{ ...options, isDurable: false, onDamage: 'start-empty' },
      // Where nothing is salvaged there is always a copy, or the load rejects.
      onPutAside: (file) => file !== null && onPutAside(file),
    });
  }

  async load(): Promise<readonly WindowRow[]> {
    const documents = await this.#db.load();
    return documents.map(parseRow).filter((row) => row !== null);
  }

  async put(row: WindowRow): Promise<void> {
    const { address, user, grantedAt, expiresAt, source } = row;
    await this.#db.put({ _id: rowId(address, user), address, user, grantedAt, expiresAt, source });
  }

  async remove(address: AddressKey, user: string): Promise<void> {
    await this.#db.remove({ _id: rowId(address, user) });
  }

  async removeEnded(row: WindowRow): Promise<void> {
    const _id = rowId(row.address, row.user);
    await this.#db.remove({ _id, expiresAt: { $lte: row.expiresAt } });
  }

  flush(): Promise<void> {
    return this.#db.flush();
  }
}

const rowId = (address: AddressKey, user: string): string => `${address} ${user}`;

/** A row as the file has it, or null where it is none: somebody may have edited the file. */
function parseRow(row: Partial<Record<keyof WindowRow, unknown>>): WindowRow | null {
  const { user, grantedAt, expiresAt } = row;
  const address = typeof row.address === 'string' ? parseAddressKey(row.address) : null;
  if (address === null || typeof user !== 'string') return null;
  if (typeof grantedAt !== 'number' || typeof expiresAt !== 'number') return null;
  return {
    address,
    user,
    grantedAt,
    expiresAt,
    source: row.source === 'operator' ? 'operator' : 'pop3',
  };
}
