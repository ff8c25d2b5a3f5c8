/** The addresses of the office as they are now: whose each is, and whether one may still be given away. */
import { failed, ok, type Result } from '../../contract/result.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { AddressBook, formsOf } from './address-book.ts';
import { checkAlias, comparedName } from './user-names.ts';
import type { UserRow } from './user-row.ts';

/** The address book, with the domains and the postmaster of the settings. */
export class OfficeAddresses {
  readonly #settings: SettingsReader;
  #book = new AddressBook([]);

  constructor(settings: SettingsReader) {
    this.#settings = settings;
  }

  /** What each connection asks is worked out once a change. */
  renew(rows: readonly UserRow[]): void {
    this.#book = new AddressBook(rows);
  }

  /** Who takes mail for the address: its holder, or the postmaster for his; or null. */
  ownerOf(address: string): string | null {
    return this.#book.ownerOf(address, this.#settings.get().office);
  }

  /** Whose name or alias the address is, or null. */
  holderOf(address: string): string | null {
    return this.#book.holderOf(address, this.#settings.get().office);
  }

  /** The error where a new user cannot have the name, else null. */
  faultOfName(name: string): Result<never> | null {
    const taken = this.#takenForm(name, null);
    return taken === null ? null : nameTaken(taken);
  }

  /** The aliases as they are kept, or why they cannot be. */
  checkAliases(owner: string, aliases: readonly string[]): Result<readonly string[]> {
    const lower = [...new Set(aliases.map(comparedName))];
    for (const alias of lower) {
      const bad = checkAlias(alias);
      if (bad) return { ok: false, error: bad };
      const taken = this.#takenForm(alias, owner);
      if (taken === null) continue;
      const hint = 'Take it from that user first.';
      const message = `${taken} belongs to ${this.holderOf(taken) ?? ''} already.`;
      return failed('users.alias-taken', message, hint, 'aliases');
    }
    return ok(lower);
  }

  /**
   * The form in which a name or alias is somebody else's: as it is, or, for one without a domain, as the address that
   * it would be in every domain of the office. Mail for it would go to that person, and nobody could see why.
   */
  #takenForm(name: string, owner: string | null): string | null {
    const isTaken = (form: string): boolean => {
      const holder = this.holderOf(form);
      return holder !== null && holder !== owner;
    };
    if (isTaken(name)) return name;
    const [, ...addresses] = formsOf(name, this.#settings.get().office.domains);
    return addresses.every(isTaken) ? (addresses[0] ?? null) : null;
  }
}

const nameTaken = (name: string): Result<never> =>
  failed(
    'users.name-taken',
    `There is already a user or alias ${name}.`,
    'Choose another name, or take the alias away first.',
    'name',
  );
