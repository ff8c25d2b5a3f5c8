/**
 * The open windows. Answers from memory, the store stands behind; expiry is decided at use and not by the
 * sweeper. If the store cannot be read or written, nobody is allowed by a window until it can again.
 */
import type { WindowView } from '../../contract/people.ts';
import type { Settings } from '../../contract/settings.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { WallClockWatch } from '../lifecycle/wall-clock-watch.ts';
import type { AddressKey } from '../net/address.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { ConnectedSessions } from './connected-sessions.ts';
import { capped, leftMs, measured, reanchored, rowOf, type LiveWindow } from './live-window.ts';
import type { PopAuthStore, WindowRow } from './popauth-store.ts';
import { barredBy, isLoadable, type CredentialHolders } from './window-bars.ts';
import { WindowIndex } from './window-index.ts';
import { WindowLoader } from './window-loader.ts';
import { noteExpired, noteOpened, noteRemoved } from './window-notes.ts';
import { WriteBehind } from './write-behind.ts';
import type { Grant, GrantOutcome, WindowEnd, WindowLookup, Windows } from './windows.ts';

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

/** Who may send from where, and until when. `openFor` and `grant` answer at once, from memory. */
export class WindowTable implements Windows {
  readonly #options: WindowTableOptions;
  readonly #windows = new WindowIndex();
  readonly #sessions = new ConnectedSessions();
  readonly #changed = new Emitter<void>();
  readonly #writer: WriteBehind;
  readonly #loader: WindowLoader;
  readonly #wallClock: WallClockWatch;
  #cancelSweep: () => void = () => undefined;
  #forgetSettings: () => void = () => undefined;

  constructor(options: WindowTableOptions) {
    this.#options = options;
    this.#wallClock = new WallClockWatch(options.clock);
    const onFault = (): void => this.#changed.emit();
    this.#writer = new WriteBehind({ ...options, onFault });
    this.#loader = new WindowLoader({ ...options, onLoad: (rows) => this.#take(rows) });
  }

  /** Resolves when the stored rows are in force, or the store was found unreadable and is tried again. */
  async start(): Promise<void> {
    this.#forgetSettings = this.#options.settings.onChange((now, before) => {
      // All else takes no window away, also none of those in a store that was not read yet.
      if (barsIn(now) !== barsIn(before)) this.#obey(now);
    });
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
    if (grant.source === 'pop3') this.#sessions.begin(grant);
    const { settings, users } = this.#options;
    const barred = barredBy(grant, settings.get(), users);
    if (barred !== null) return barred;
    const outcome = this.#open(grant);
    return this.isAvailable ? outcome : 'unavailable';
  }

  sessionEnded(grant: Grant): void {
    const left = this.#sessions.end(grant);
    const countsFromEnd = this.#options.settings.get().popAuth.countFrom === 'session-end';
    // A window that was closed or revoked meanwhile stays gone: the end of a session opens nothing.
    if (countsFromEnd && left === 0 && this.#windows.get(grant)) this.#open(grant);
  }

  openFor(address: AddressKey): WindowLookup {
    if (!this.isAvailable) return { state: 'unavailable' };
    const known = this.#windows.at(address);
    const open = known.filter((window) => this.#isOpen(window)).map((window) => this.#view(window));
    if (open.length > 0) return { state: 'known', open };
    const lastEnd = latestOf([this.#windows.lastEnd(address), ...known.map(expiry)]);
    return lastEnd === undefined ? { state: 'known', open } : { state: 'known', open, lastEnd };
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
    return this.#close(windows.filter((window) => (user ?? window.user) === window.user));
  }

  clear(): number {
    return this.#close(this.#windows.all());
  }

  revokeUser(user: string): number {
    return this.#close(this.#windows.all().filter((window) => window.user === user));
  }

  stored(): Promise<void> {
    return this.#writer.drained();
  }

  onChange(listener: () => void): () => void {
    return this.#changed.on(listener);
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
    const { isAvailable: isInForce } = this;
    noteOpened(journal, grant, { isRenewal, minutes: windowMinutes, isInForce });
    this.#changed.emit();
    return isRenewal ? 'renewed' : 'granted';
  }

  /** Kept open by a connected POP3 session, where windows count from its end. */
  #isHeld(window: LiveWindow): boolean {
    return (
      this.#options.settings.get().popAuth.countFrom === 'session-end' && this.#sessions.has(window)
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

  /** By an operator, or with what stood on a password: who is refused then has checked mail, and is told so. */
  #close(windows: readonly LiveWindow[]): number {
    const at = this.#options.clock.now();
    for (const window of windows)
      this.#windows.noteEnd(
        window.address,
        this.#isOpen(window) ? { at, how: 'closed' } : expiry(window),
      );
    return this.#remove(windows);
  }

  #remove(windows: readonly LiveWindow[]): number {
    for (const window of windows) {
      this.#windows.delete(window);
      this.#writer.remove(window);
      noteRemoved(this.#options.journal, window);
    }
    this.#loader.noteRemoval();
    if (windows.length > 0) this.#changed.emit();
    return windows.length;
  }

  /** Brings stored rows into force; never a fresh window, never one that today's settings would refuse. */
  #take(rows: readonly WindowRow[]): void {
    const { clock, users } = this.#options;
    const settings = this.#options.settings.get();
    const windowMs = settings.popAuth.windowMinutes * 60_000;
    for (const row of rows) {
      // What happened since the start is newer than what is stored.
      if (this.#windows.get(row)) continue;
      const stored = measured(row, clock);
      const window = measured(capped(stored, windowMs), clock, stored);
      if (isLoadable(window, { clock, settings, users })) this.#windows.set(window);
      else this.#dropStored(row);
    }
    this.#writer.open();
    this.#changed.emit();
  }

  /** Who had a window when the program ended has checked mail, if too long ago: a refusal says so. */
  #dropStored(row: WindowRow): void {
    this.#writer.remove(row);
    const { address, grantedAt, expiresAt } = row;
    const hasEnded = grantedAt < expiresAt && expiresAt <= this.#options.clock.now();
    if (hasEnded) this.#windows.noteEnd(address, expiry(row));
  }

  /** New settings: a shorter window caps the live ones, proxies and trusted networks lose theirs. */
  #obey(settings: Settings): void {
    const windowMs = settings.popAuth.windowMinutes * 60_000;
    const { users } = this.#options;
    this.#remove(this.#windows.all().filter((one) => barredBy(one, settings, users) !== null));
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

  /**
   * A wall clock set back would make the stored expiry too long for the next start. And a sleep, which it alone has
   * counted, must stay counted when it is set back later.
   */
  #followClock(): void {
    const { clock } = this.#options;
    const wasSetBack = this.#wallClock.wasSetBack();
    for (const window of this.#windows.all())
      if (wasSetBack) this.#replace(reanchored(window, clock));
      else this.#windows.set(measured(window, clock, window));
  }

  #sweep(): void {
    const ended = this.#windows.all().filter((window) => !this.#isOpen(window));
    for (const window of ended) {
      this.#windows.delete(window);
      this.#windows.noteEnd(window.address, expiry(window));
      this.#writer.removeEnded({ ...rowOf(window), expiresAt: window.storedUntil });
      noteExpired(this.#options.journal, window);
    }
    if (ended.length > 0) this.#changed.emit();
  }
}

const expiry = ({ expiresAt }: WindowRow): WindowEnd => ({ at: expiresAt, how: 'expired' });

const latestOf = (ends: readonly (WindowEnd | undefined)[]): WindowEnd | undefined =>
  ends.reduce((latest, end) => ((end?.at ?? 0) > (latest?.at ?? 0) ? end : latest), undefined);

/** What of the settings decides on windows. */
const barsIn = ({ popAuth, access }: Settings): string => JSON.stringify([popAuth, access.trusted]);
