import type { PopAuthStore, WindowRow } from '../../../main/relay/popauth/popauth-store.ts';

/** A POPAUTH store in memory that a test can break. */
export class MemoryStore implements PopAuthStore {
  readonly rows = new Map<string, WindowRow>();
  /** What was written, in order. */
  readonly calls: string[] = [];
  isBroken = false;

  constructor(...rows: WindowRow[]) {
    for (const row of rows) this.rows.set(keyOf(row), row);
  }

  async load(): Promise<readonly WindowRow[]> {
    await this.#work('load');
    return [...this.rows.values()];
  }

  async put(row: WindowRow): Promise<void> {
    await this.#work(`put ${keyOf(row)}`);
    this.rows.set(keyOf(row), row);
  }

  async remove(address: string, user: string): Promise<void> {
    await this.#work(`remove ${address} ${user}`);
    this.rows.delete(`${address} ${user}`);
  }

  async removeEnded(row: WindowRow): Promise<void> {
    await this.#work(`removeEnded ${keyOf(row)}`);
    const stored = this.rows.get(keyOf(row));
    if (stored && stored.expiresAt <= row.expiresAt) this.rows.delete(keyOf(row));
  }

  flush(): Promise<void> {
    return this.#work('flush');
  }

  async #work(call: string): Promise<void> {
    this.calls.push(call);
    await Promise.resolve();
    if (this.isBroken) throw new Error('the disk is full');
  }
}

const keyOf = (row: WindowRow): string => `${row.address} ${row.user}`;
