/** When and from where each user last signed in; it reaches the disk some minutes later. */
import type { Clock } from '../lifecycle/clock.ts';
import type { UserRow } from './user-row.ts';
import type { UserRows } from './user-rows.ts';

/** How often they reach the disk: a screen's convenience, not worth a flush each. */
const saveMs = 10 * 60_000;

/** Keeps what is not on disk yet, and shows rows with it. */
export class LastSignIns {
  readonly #rows: UserRows;
  readonly #clock: Clock;
  readonly #seen = new Map<string, { readonly at: number; readonly from: string }>();
  #cancelSaving: () => void = () => undefined;

  constructor(rows: UserRows, clock: Clock) {
    this.#rows = rows;
    this.#clock = clock;
  }

  start(): void {
    this.#cancelSaving = this.#clock.after(saveMs, () => {
      void this.#save();
      this.start();
    });
  }

  /** Saves what there is. */
  async stop(): Promise<void> {
    this.#cancelSaving();
    await this.#save();
  }

  note(name: string, peer: string): void {
    this.#seen.set(name, { at: this.#clock.now(), from: peer });
  }

  forget(name: string): void {
    this.#seen.delete(name);
  }

  /** The row with the last sign-in in it, also where that is not on disk yet. */
  in(row: UserRow): UserRow {
    const seen = this.#seen.get(row._id);
    return seen ? { ...row, lastSignInAt: seen.at, lastSignInFrom: seen.from } : row;
  }

  async #save(): Promise<void> {
    await this.#rows.inTurn(async () => {
      const rows = [...this.#seen.keys()].flatMap((name) => this.#rows.get(name) ?? []);
      if (rows.length === 0) return;
      const seen = rows.map((row) => this.in(row));
      const saved = await this.#rows.put(...seen);
      if (!saved.ok) return;
      // Another sign-in may have come while this was written.
      for (const { _id, lastSignInAt } of seen)
        if (this.#seen.get(_id)?.at === lastSignInAt) this.#seen.delete(_id);
    });
  }
}
