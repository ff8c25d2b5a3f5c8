/**
 * The open windows. Answers from memory, the store stands behind; expiry is decided at use and not by the
 * sweeper. If the store cannot be read or written, nobody is allowed by a window until it can again.
 */
import type { WindowView } from '../../contract/people.ts';
import type { Settings } from '../../contract/settings.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { anyNetworkContains, narrowestNetwork, type AddressKey } from '../net/address.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { capped, leftMs, measured, reanchored, rowOf, type LiveWindow } from './live-window.ts';
import type { PopAuthStore, WindowRow } from './popauth-store.ts';
import { WindowIndex } from './window-index.ts';
import { WindowLoader } from './window-loader.ts';
import { WriteBehind } from './write-behind.ts';
import type { Grant, GrantOutcome, WindowLookup, Windows } from './windows.ts';

/** What the windows need to know of people. */
export interface CredentialHolders {
  /**
   * Epoch ms since when the user's present password and state hold; null where there is no such user or
   * it is disabled. A window granted before that is not loaded.
   */
  credentialsSince(user: string): number | null;
}

/** What the table of windows stands on. */
export interface WindowTableOptions {
  readonly store: PopAuthStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  readonly users: CredentialHolders;
}

/** How often what has ended is swept out, and the clocks are compared; use decides, so this is tidiness. */
const sweepMs = 60_000;
/** A wall clock that fell behind by more was stepped; NTP slews by less. */
const clockStepMs = 1_000;

/** Who may send from where, and until when. `openFor` and `grant` answer at once, from memory. */
export class WindowTable implements Windows {
  readonly #options: WindowTableOptions;
  readonly #windows = new WindowIndex();
  /** POP3 sessions that are connected, by `address user`. */
  readonly #sessions = new Map<string, number>();
  readonly #changed = new Emitter<void>();
  readonly #writer: WriteBehind;
  readonly #loader: WindowLoader;
  #cancelSweep: () => void = () => undefined;
  #forgetSettings: () => void = () => undefined;
  /** Wall clock minus monotonic clock, when last compared. */
  #clockOffsetMs: number;

  constructor(options: WindowTableOptions) {
    this.#options = options;
    this.#clockOffsetMs = options.clock.now() - options.clock.monotonic();
    const onFault = (): void => this.#changed.emit();
    this.#writer = new WriteBehind({ ...options, onFault });
    this.#loader = new WindowLoader({ ...options, onLoad: (rows) => this.#take(rows) });
  }

  /** Resolves when the stored rows are in force, or the store was found unreadable and is tried again. */
  async start(): Promise<void> {
    this.#forgetSettings = this.#options.settings.onChange((now) => this.#obey(now));
    this.#scheduleSweep();
    await this.#loader.start();
  }

  /** Writes what is left and stops the timers. */
  async stop(): Promise<void> {
    this.#cancelSweep();
    this.#forgetSettings();
    this.#loader.stop();
    this.#followClock();
    await this.#writer.close();
  }

  /** Whether windows can let anybody send: the store was read, and the last write reached it. */
  get isAvailable(): boolean {
    return this.#loader.isLoaded && !this.#writer.isFailing;
  }

  grant(grant: Grant): GrantOutcome {
    // Counted whatever comes of it, since each session also ends.
    if (grant.source === 'pop3') this.#countSession(grant, 1);
    const barred = this.#barred(grant, this.#options.settings.get());
    if (barred !== null) return barred;
    const outcome = this.#open(grant);
    return this.isAvailable ? outcome : 'unavailable';
  }

  sessionEnded(grant: Grant): void {
    const left = this.#countSession(grant, -1);
    const countsFromEnd = this.#options.settings.get().popAuth.countFrom === 'session-end';
    // A window that was closed or revoked meanwhile stays gone: the end of a session opens nothing.
    if (countsFromEnd && left === 0 && this.#windows.get(grant)) this.#open(grant);
  }

  openFor(address: AddressKey): WindowLookup {
    if (!this.isAvailable) return { state: 'unavailable' };
    const known = this.#windows.at(address);
    const open = known.filter((window) => this.#isOpen(window)).map((window) => this.#view(window));
    if (open.length > 0) return { state: 'known', open };
    const ends = known.map((window) => window.expiresAt);
    const lastExpiredAt = Math.max(this.#windows.lastEnd(address) ?? 0, ...ends);
    return lastExpiredAt > 0 ? { state: 'known', open, lastExpiredAt } : { state: 'known', open };
  }

  countRelayed(address: AddressKey): void {
    for (const window of this.#windows.at(address))
      if (this.#isOpen(window)) this.#windows.set({ ...window, relayed: window.relayed + 1 });
  }

  list(): readonly WindowView[] {
    const open = this.#windows.all().filter((window) => this.#isOpen(window));
    return open.map((window) => this.#view(window));
  }

  close(address: AddressKey, user?: string): number {
    const windows = this.#windows.at(address);
    return this.#remove(windows.filter((window) => (user ?? window.user) === window.user));
  }

  clear(): number {
    return this.#remove(this.#windows.all());
  }

  revokeUser(user: string): number {
    return this.#remove(this.#windows.all().filter((window) => window.user === user));
  }

  onChange(listener: () => void): () => void {
    return this.#changed.on(listener);
  }

  /** Why this may have no window, or null. */
  #barred(grant: Grant, settings: Settings): GrantOutcome | null {
    const { popAuth, access } = settings;
    if (!popAuth.enabled) return 'switched-off';
    if (anyNetworkContains(popAuth.proxies, grant.address)) return 'proxy';
    if (narrowestNetwork(access.trusted, grant.address)) return 'trusted-network';
    // The user may have been removed or disabled while the password was checked.
    const isGone = this.#options.users.credentialsSince(grant.user) === null;
    return isGone && grant.source === 'pop3' ? 'switched-off' : null;
  }

  #open(grant: Grant): 'granted' | 'renewed' {
    const { clock, settings, journal } = this.#options;
    const { address, user, source } = grant;
    const known = this.#windows.get(grant);
    const isRenewal = known !== undefined && this.#isOpen(known);
    const { windowMinutes } = settings.get().popAuth;
    const grantedAt = clock.now();
    const expiresAt = grantedAt + windowMinutes * 60_000;
    const row: WindowRow = { address, user, source, grantedAt, expiresAt };
    this.#windows.set({ ...measured(row, clock), relayed: isRenewal ? known.relayed : 0 });
    if (isRenewal) this.#writer.renew(row);
    else this.#writer.put(row);
    const event = isRenewal ? 'popauth.renewed' : 'popauth.granted';
    const text = `${user} may send from ${address} for ${windowMinutes} minute${windowMinutes === 1 ? '' : 's'}.`;
    journal.record({ event, user, peer: address, text });
    this.#changed.emit();
    return isRenewal ? 'renewed' : 'granted';
  }

  #countSession(grant: Grant, by: 1 | -1): number {
    const key = `${grant.address} ${grant.user}`;
    const count = Math.max(0, (this.#sessions.get(key) ?? 0) + by);
    if (count > 0) this.#sessions.set(key, count);
    else this.#sessions.delete(key);
    return count;
  }

  /** Kept open by a connected POP3 session, where windows count from its end. */
  #isHeld(window: LiveWindow): boolean {
    return (
      this.#options.settings.get().popAuth.countFrom === 'session-end' &&
      this.#sessions.has(`${window.address} ${window.user}`)
    );
  }

  #isOpen(window: LiveWindow): boolean {
    return leftMs(window, this.#options.clock) > 0 || this.#isHeld(window);
  }

  #view(window: LiveWindow): WindowView {
    const { clock, settings } = this.#options;
    const { address, user, grantedAt, source, relayed } = window;
    const windowMs = settings.get().popAuth.windowMinutes * 60_000;
    const remainingMs = this.#isHeld(window) ? windowMs : leftMs(window, clock);
    // In terms of today's wall clock, so that the rule's own look at the time agrees.
    const expiresAt = clock.now() + Math.ceil(remainingMs);
    return { address, user, grantedAt, expiresAt, source, relayed };
  }

  #remove(windows: readonly LiveWindow[]): number {
    for (const window of windows) {
      const { address, user } = window;
      this.#windows.delete(window);
      this.#writer.remove(window);
      const text = `The window of ${user} at ${address} was closed.`;
      this.#options.journal.record({ event: 'popauth.removed', user, peer: address, text });
    }
    this.#loader.noteRemoval();
    if (windows.length > 0) this.#changed.emit();
    return windows.length;
  }

  /** Brings stored rows into force; never a fresh window, never one that today's settings would refuse. */
  #take(rows: readonly WindowRow[]): void {
    const { clock, settings } = this.#options;
    const windowMs = settings.get().popAuth.windowMinutes * 60_000;
    this.#writer.removeExpired(clock.now());
    for (const row of rows) {
      // What happened since the start is newer than what is stored.
      if (this.#windows.get(row)) continue;
      const stored = measured(row, clock);
      const window = measured(capped(stored, windowMs), clock, stored);
      if (this.#isLoadable(window)) this.#windows.set(window);
      else this.#writer.remove(row);
    }
    this.#writer.open();
    this.#changed.emit();
  }

  #isLoadable(row: LiveWindow): boolean {
    const { clock, settings, users } = this.#options;
    // Granted in the future: the clock was set back since, and nobody knows what is left.
    if (leftMs(row, clock) <= 0 || row.grantedAt > clock.now()) return false;
    if (this.#barred(row, settings.get()) !== null) return false;
    const since = users.credentialsSince(row.user);
    return row.source === 'operator' || (since !== null && row.grantedAt >= since);
  }

  /** New settings: a shorter window caps the live ones, proxies and trusted networks lose theirs. */
  #obey(settings: Settings): void {
    const windowMs = settings.popAuth.windowMinutes * 60_000;
    this.#remove(this.#windows.all().filter((window) => this.#barred(window, settings) !== null));
    for (const window of this.#windows.all()) {
      const shorter = capped(window, windowMs);
      if (shorter !== window) this.#replace(measured(shorter, this.#options.clock, window));
    }
    this.#changed.emit();
  }

  #replace(window: LiveWindow): void {
    this.#windows.set(window);
    this.#writer.put(rowOf(window));
  }

  #scheduleSweep(): void {
    this.#cancelSweep = this.#options.clock.after(sweepMs, () => {
      this.#followClock();
      this.#sweep();
      this.#scheduleSweep();
    });
  }

  /** A wall clock set back would make the stored expiry too long for the next start. */
  #followClock(): void {
    const { clock } = this.#options;
    const offsetMs = clock.now() - clock.monotonic();
    const isSetBack = offsetMs < this.#clockOffsetMs - clockStepMs;
    this.#clockOffsetMs = offsetMs;
    if (!isSetBack) return;
    for (const window of this.#windows.all()) this.#replace(reanchored(window, clock));
  }

  #sweep(): void {
    const ended = this.#windows.all().filter((window) => !this.#isOpen(window));
    for (const window of ended) {
      const { address, user } = window;
      this.#windows.delete(window);
      this.#windows.noteEnd(address, window.expiresAt);
      this.#writer.removeEnded({ ...rowOf(window), expiresAt: window.storedUntil });
      const text = `The window of ${user} at ${address} has ended.`;
      this.#options.journal.record({ event: 'popauth.expired', user, peer: address, text });
    }
    if (ended.length > 0) this.#changed.emit();
  }
}
