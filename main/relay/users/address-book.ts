/** Which address is whose: user names, aliases and the postmaster, made anew at each change. Pure. */
import type { Settings } from '../../contract/settings.ts';
import type { UserRow } from './user-row.ts';

type Office = Pick<Settings['office'], 'domains' | 'postmaster'>;

/** Looks addresses up, in any case; null where an address is nobody's. `domains` are lower-case. */
export class AddressBook {
  readonly #names: ReadonlySet<string>;
  readonly #aliases: ReadonlyMap<string, string>;
  /** Who was here first. */
  readonly #eldest: string | null;

  constructor(rows: readonly UserRow[]) {
    this.#names = new Set(rows.map((row) => row._id));
    this.#aliases = new Map(rows.flatMap((row) => row.aliases.map((alias) => [alias, row._id])));
    this.#eldest = [...rows].sort((a, b) => a.createdAt - b.createdAt)[0]?._id ?? null;
  }

  /** The user who takes mail for an address: its holder, or the postmaster for his. */
  ownerOf(address: string, office: Office): string | null {
    const holder = this.holderOf(address, office);
    if (holder !== null) return holder;
    return isPostmaster(address, office) ? this.#postmaster(office) : null;
  }

  /**
   * The user behind `local@domain` or a bare local part, or null. Local parts are compared without case
   * (RFC 5321 §2.4 lets the receiving host choose).
   */
  holderOf(address: string, { domains }: Pick<Office, 'domains'>): string | null {
    const lower = address.toLowerCase();
    const at = lower.lastIndexOf('@');
    const whole = this.#aliases.get(lower);
    if (whole !== undefined) return whole;
    if (at >= 0 && !domains.includes(lower.slice(at + 1))) return null;
    const local = at < 0 ? lower : lower.slice(0, at);
    return this.#names.has(local) ? local : (this.#aliases.get(local) ?? null);
  }

  /** RFC 5321 §4.5.1: postmaster is always somebody; without a choice, the first user. */
  #postmaster({ postmaster }: Office): string | null {
    return this.#names.has(postmaster) ? postmaster : this.#eldest;
  }
}

/**
 * Those of `rows` that have an address of `newcomers` as alias, without it: an address is one user's. A name or alias
 * without a domain is an address in each of `domains`, too.
 */
export function yielding(
  rows: readonly UserRow[],
  newcomers: readonly UserRow[],
  { domains }: Pick<Office, 'domains'>,
): readonly UserRow[] {
  const names = new Set(newcomers.map((row) => row._id));
  const held = newcomers.flatMap((row) => [row._id, ...row.aliases]);
  const taken = new Set(held.flatMap((name) => formsOf(name, domains)));
  return rows
    .filter((row) => !names.has(row._id) && row.aliases.some((alias) => taken.has(alias)))
    .map((row) => ({ ...row, aliases: row.aliases.filter((alias) => !taken.has(alias)) }));
}

/** A name or alias as it is, and, for one without a domain, as the address that it is in each of `domains`. */
export const formsOf = (name: string, domains: readonly string[]): readonly string[] =>
  name.includes('@') ? [name] : [name, ...domains.map((domain) => `${name}@${domain}`)];

function isPostmaster(address: string, { domains }: Office): boolean {
  const [local, domain] = address.toLowerCase().split('@');
  return local === 'postmaster' && (domain === undefined || domains.includes(domain));
}
