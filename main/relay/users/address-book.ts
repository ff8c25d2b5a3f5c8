/** Which address is whose: user names and aliases, made anew at each change. Pure. */
import type { UserRow } from './user-row.ts';

/** Looks addresses up, in any case; null where an address is nobody's. */
export class AddressBook {
  readonly #names: ReadonlySet<string>;
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(rows: Iterable<UserRow>) {
    const all = [...rows];
    this.#names = new Set(all.map((row) => row._id));
    this.#aliases = new Map(all.flatMap((row) => row.aliases.map((alias) => [alias, row._id])));
  }

  /**
   * The user behind `local@domain` or a bare local part, or null. `domains` are those of the office,
   * lower-case. Local parts are compared without case (RFC 5321 §2.4 lets the receiving host choose).
   */
  ownerOf(address: string, domains: readonly string[]): string | null {
    const lower = address.toLowerCase();
    const at = lower.lastIndexOf('@');
    const whole = this.#aliases.get(lower);
    if (whole !== undefined) return whole;
    if (at >= 0 && !domains.includes(lower.slice(at + 1))) return null;
    const local = at < 0 ? lower : lower.slice(0, at);
    return this.#names.has(local) ? local : (this.#aliases.get(local) ?? null);
  }
}
