/**
 * The open windows. Answers from memory, the store stands behind; expiry is decided at use and not by the
 * sweeper. If the store fails, nobody is allowed by a window until a write succeeds again.
 */
import type { WindowView } from '../../contract/people.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { anyNetworkContains, narrowestNetwork, type AddressKey } from '../net/address.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { PopAuthStore, WindowRow } from './popauth-store.ts';
import { WriteBehind } from './write-behind.ts';
import type { Grant, GrantOutcome, WindowLookup, Windows } from './windows.ts';

interface LiveRow extends WindowRow {
  /** Monotonic ms at which it ends; the earlier of this and expiresAt counts. */
  readonly endsMonotonic: number;
  relayed: number;
}

export interface WindowTableOptions {
  readonly store: PopAuthStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

/** How often what has expired is swept out; only tidiness, since use decides. */
const sweepMs = 60_000;

export class WindowTable implements Windows {
  readonly #options: WindowTableOptions;
  readonly #rows = new Map<string, LiveRow>();
  readonly #sessions = new Map<string, number>();
  readonly #changed = new Emitter<void>();
  readonly #writer: WriteBehind;
  #isLoaded = false;
  #cancelSweep: () => void = () => undefined;
  #forgetSettings: () => void = () => undefined;

  constructor(options: WindowTableOptions) {
    this.#options = options;
    this.#writer = new WriteBehind(options.store, options.clock, options.journal);
  }

  /** Loads the rows that are still open; one that claims to come from the future is dropped. */
  async start(): Promise<void> {
    const { store, clock, settings, journal } = this.#options;
    try {
      const now = clock.now();
      for (const row of await store.load())
        if (row.expiresAt > now && row.grantedAt <= now) this.#remember(this.#capped(row), 0);
      this.#isLoaded = true;
    } catch (error) {
      const text = 'The POPAUTH database cannot be read: only SMTP sign-in lets people send.';
      journal.record({
        event: 'popauth.store-failed',
        level: 'error',
        text: `${text} ${String(error)}`,
      });
    }
    this.#forgetSettings = settings.onChange((next, before) => {
      if (next.popAuth.windowMinutes < before.popAuth.windowMinutes) this.#capAll();
    });
    this.#scheduleSweep();
  }

  async stop(): Promise<void> {
    this.#cancelSweep();
    this.#forgetSettings();
    await this.#writer.drained();
  }

  grant(grant: Grant): GrantOutcome {
    const settings = this.#options.settings.get();
    if (!settings.popAuth.enabled) return 'switched-off';
    if (anyNetworkContains(settings.popAuth.proxies, grant.address)) return 'proxy';
    if (narrowestNetwork(settings.access.trusted, grant.address)) return 'trusted-network';
    if (!this.#isLoaded) return 'unavailable';
    const key = keyOf(grant);
    if (grant.source === 'pop3') this.#sessions.set(key, (this.#sessions.get(key) ?? 0) + 1);
    const outcome = this.#open(grant);
    return this.#writer.isFailing ? 'unavailable' : outcome;
  }

  sessionEnded(grant: Grant): void {
    const key = keyOf(grant);
    const left = (this.#sessions.get(key) ?? 1) - 1;
    if (left > 0) this.#sessions.set(key, left);
    else this.#sessions.delete(key);
    const countsFromEnd = this.#options.settings.get().popAuth.countFrom === 'session-end';
    // A row that was closed or revoked meanwhile stays gone: the end of a session opens nothing.
    if (countsFromEnd && left <= 0 && this.#rows.has(key)) this.#open(grant);
  }

  openFor(address: AddressKey): WindowLookup {
    if (!this.#isLoaded || this.#writer.isFailing) return { state: 'unavailable' };
    const open: WindowView[] = [];
    for (const row of this.#rows.values())
      if (row.address === address && this.#isOpen(row)) open.push(this.#view(row));
    return { state: 'known', open };
  }

  countRelayed(address: AddressKey): void {
    for (const row of this.#rows.values())
      if (row.address === address && this.#isOpen(row)) row.relayed += 1;
  }

  list(): readonly WindowView[] {
    return [...this.#rows.values()]
      .filter((row) => this.#isOpen(row))
      .map((row) => this.#view(row));
  }

  close(address: AddressKey, user?: string): number {
    return this.#removeWhere((row) => row.address === address && (user ?? row.user) === row.user);
  }

  clear(): number {
    return this.#removeWhere(() => true);
  }

  revokeUser(user: string): number {
    return this.#removeWhere((row) => row.user === user);
  }

  onChange(listener: () => void): () => void {
    return this.#changed.on(listener);
  }

  #open(grant: Grant): 'granted' | 'renewed' {
    const { clock, settings, journal } = this.#options;
    const key = keyOf(grant);
    const known = this.#rows.get(key);
    const before = known && this.#isOpen(known) ? known : null;
    const now = clock.now();
    const windowMs = settings.get().popAuth.windowMinutes * 60_000;
    const row: WindowRow = {
      address: grant.address,
      user: grant.user,
      source: grant.source,
      grantedAt: now,
      expiresAt: now + windowMs,
    };
    this.#remember(row, before?.relayed ?? 0);
    this.#writer.put(row);
    const outcome = before ? 'renewed' : 'granted';
    journal.record({
      event: `popauth.${outcome}`,
      user: row.user,
      peer: row.address,
      text: `${row.user} may send from ${row.address} for ${windowMs / 60_000} minutes.`,
    });
    this.#changed.emit();
    return outcome;
  }

  #remember(row: WindowRow, relayed: number): void {
    const { clock } = this.#options;
    const endsMonotonic = clock.monotonic() + (row.expiresAt - clock.now());
    this.#rows.set(keyOf(row), { ...row, endsMonotonic, relayed });
  }

  /**
   * Both clocks must agree that time is left: the wall clock counts sleep and steps forward, the
   * monotonic one keeps a wall clock that was set back from lengthening the window.
   */
  #isOpen(row: LiveRow): boolean {
    const { clock, settings } = this.#options;
    const isHeldOpen =
      settings.get().popAuth.countFrom === 'session-end' && this.#sessions.has(keyOf(row));
    return isHeldOpen || (clock.now() < row.expiresAt && clock.monotonic() < row.endsMonotonic);
  }

  #view(row: LiveRow): WindowView {
    const { clock } = this.#options;
    const leftMs = Math.min(row.expiresAt - clock.now(), row.endsMonotonic - clock.monotonic());
    const { address, user, grantedAt, source, relayed } = row;
    // Held open by a session: the rule sees a row that has not ended.
    const expiresAt = clock.now() + Math.max(leftMs, 1);
    return { address, user, grantedAt, expiresAt, source, relayed };
  }

  #removeWhere(matches: (row: LiveRow) => boolean): number {
    const gone = [...this.#rows.values()].filter(matches);
    for (const row of gone) {
      this.#rows.delete(keyOf(row));
      this.#writer.remove(row.address, row.user);
      const text = `The window of ${row.user} at ${row.address} was closed.`;
      this.#options.journal.record({
        event: 'popauth.removed',
        user: row.user,
        peer: row.address,
        text,
      });
    }
    if (gone.length > 0) this.#changed.emit();
    return gone.length;
  }

  #capped(row: WindowRow): WindowRow {
    const { clock, settings } = this.#options;
    const latest = clock.now() + settings.get().popAuth.windowMinutes * 60_000;
    return row.expiresAt > latest ? { ...row, expiresAt: latest } : row;
  }

  #capAll(): void {
    const windowMs = this.#options.settings.get().popAuth.windowMinutes * 60_000;
    for (const row of [...this.#rows.values()]) {
      const latest = row.grantedAt + windowMs;
      if (row.expiresAt <= latest) continue;
      this.#remember({ ...row, expiresAt: latest }, row.relayed);
      this.#writer.put({ ...row, expiresAt: latest });
    }
    this.#changed.emit();
  }

  #scheduleSweep(): void {
    this.#cancelSweep = this.#options.clock.after(sweepMs, () => {
      this.#sweep();
      this.#scheduleSweep();
    });
  }

  #sweep(): void {
    const { clock, journal } = this.#options;
    let count = 0;
    for (const [key, row] of this.#rows) {
      if (this.#isOpen(row)) continue;
      this.#rows.delete(key);
      count += 1;
      const text = `The window of ${row.user} at ${row.address} has ended.`;
      journal.record({ event: 'popauth.expired', user: row.user, peer: row.address, text });
    }
    if (count === 0) return;
    this.#writer.removeExpired(clock.now());
    this.#changed.emit();
  }
}

const keyOf = (row: { readonly address: AddressKey; readonly user: string }): string =>
  `${row.address} ${row.user}`;
