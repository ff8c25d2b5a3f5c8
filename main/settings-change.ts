/**
 * Puts settings in force while the relay runs; a part of compose.ts. What listens on ports that change is
 * bound anew first, then the settings are saved, then the old ones close: a port that cannot be had changes
 * nothing. One change at a time; each is made from what the one before it left, so that all count.
 */
import { failed, ok, type AppError, type Result } from './contract/result.ts';
import type { Settings } from './contract/settings.ts';
import { messageOf } from './contract/thrown.ts';
import type { ServiceManager } from './relay/lifecycle/service-manager.ts';
import type { Service } from './relay/lifecycle/service.ts';
import { parseSettings } from './relay/settings/schema.ts';
import { relativeFileFault } from './relay/tls/check-certificate.ts';
import { ownProviderFault } from './relay/upstream/own-provider.ts';
import type { SettingsStore } from './relay/settings/settings-store.ts';
import { Turns } from './relay/lifecycle/turns.ts';

/** A service that listens as some part of the settings says. */
export interface PortOwner {
  readonly id: string;
  /** Null: it is switched off. Compared by its content. */
  readonly placeIn: (settings: Settings) => { readonly port: number } | null;
  /** A new one, not started, that listens where these settings say. */
  readonly make: (settings: Settings) => Service;
}

/** Puts these settings in force, checked: only within the turn in which it was given. */
export type PutSettings = (next: unknown) => Promise<Result<null>>;

/** Makes the next settings from those in force at its turn; they are checked before they count. */
export type SettingsEdit = (now: Settings) => Result<unknown>;

/** What a change touches. */
export interface SettingsChangeOptions {
  readonly settings: SettingsStore;
  readonly services: Pick<ServiceManager, 'replace'>;
  readonly owners: readonly PortOwner[];
}

/** The ports could be had and the disk took no settings: that has a cause and a remedy of its own. */
class NotSavedError extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/** Checks, binds, saves. `apply` never rejects for a port that cannot be had: it is an error value. */
export class SettingsChange {
  readonly #options: SettingsChangeOptions;
  readonly #turns = new Turns();

  constructor(options: SettingsChangeOptions) {
    this.#options = options;
  }

  apply(change: SettingsEdit): Promise<Result<null>> {
    return this.inTurn(async (put) => {
      const next = change(this.#options.settings.get());
      return next.ok ? put(next.value) : next;
    });
  }

  /** Runs `work` when its turn comes: no other change begins before it has ended. Rejects as `work` does. */
  inTurn<T>(work: (put: PutSettings) => Promise<T>): Promise<T> {
    return this.#turns.take(() => work((next) => this.#put(next)));
  }

  async #put(next: unknown): Promise<Result<null>> {
    const { settings, owners } = this.#options;
    const parsed = parseSettings(next);
    if (!parsed.ok) return parsed;
    const before = settings.get();
    const after = parsed.value;
    const fault =
      ownProviderFault(after) ??
      (isSame(before.tls, after.tls) ? null : relativeFileFault(after.tls));
    if (fault) return { ok: false, error: fault };
    const changed = owners.filter(({ placeIn }) => !isSame(placeIn(before), placeIn(after)));
    if (changed.length === 0) return settings.set(after);
    return this.#exchangeAll(changed, { from: before, to: after });
  }

  async #exchangeAll(
    changed: readonly PortOwner[],
    { from, to }: { from: Settings; to: Settings },
  ): Promise<Result<null>> {
    const wanted = changed.flatMap(({ placeIn }) => placeIn(to)?.port ?? []);
    const replacements = changed.map(({ id, placeIn, make }) => {
      const old = placeIn(from);
      return {
        id,
        next: placeIn(to) === null ? null : make(to),
        // A port cannot be bound twice: who has one that is needed now makes room first.
        stopOldFirst: old !== null && wanted.includes(old.port),
      };
    });
    const commit = async (): Promise<void> => {
      const saved = await this.#options.settings.set(to);
      if (!saved.ok) throw new NotSavedError(saved.error);
    };
    try {
      await this.#options.services.replace(replacements, { commit });
      return ok(null);
    } catch (error) {
      if (error instanceof NotSavedError) return { ok: false, error: error.error };
      return failed('settings.port-unavailable', messageOf(error), 'Nothing was changed.');
    }
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
