/** One window while the program runs, measured with two clocks. Pure. */
import type { Clock } from '../lifecycle/clock.ts';
import type { WindowRow } from './popauth-store.ts';

/** A window with its end on the clock that nobody can set, which counts where the two differ. */
export interface LiveWindow extends WindowRow {
  /** Monotonic ms at which it ends. */
  readonly endsMonotonic: number;
  /** The latest expiry that the store may hold for it: a stored one beyond that was renewed by another relay. */
  readonly storedUntil: number;
  readonly relayed: number;
}

type Clocks = Pick<Clock, 'now' | 'monotonic'>;

/**
 * Starts measuring a row. `before` is the same window measured so far: what it had left by the
 * monotonic clock is never exceeded.
 */
export function measured(row: WindowRow, clock: Clocks, before?: LiveWindow): LiveWindow {
  const byWallClock = clock.monotonic() + row.expiresAt - clock.now();
  const endsMonotonic = Math.min(byWallClock, before?.endsMonotonic ?? Infinity);
  const storedUntil = Math.max(row.expiresAt, before?.storedUntil ?? 0);
  return { ...row, endsMonotonic, storedUntil, relayed: before?.relayed ?? 0 };
}

/**
 * Milliseconds left; none when <= 0. Both clocks must agree that time is left: the wall clock counts
 * sleep and steps forward, the monotonic one keeps a wall clock that was set back from lengthening it.
 */
export const leftMs = (window: LiveWindow, clock: Clocks): number =>
  Math.min(window.expiresAt - clock.now(), window.endsMonotonic - clock.monotonic());

/** The window with an expiry that says on the stepped wall clock what is really left. */
export function reanchored(window: LiveWindow, clock: Clocks): LiveWindow {
  const now = clock.now();
  const expiresAt = now + Math.floor(leftMs(window, clock));
  return { ...window, grantedAt: Math.min(window.grantedAt, now), expiresAt };
}

/** The row as it is stored. */
export const rowOf = (window: LiveWindow): WindowRow => ({
  address: window.address,
  user: window.user,
  grantedAt: window.grantedAt,
  expiresAt: window.expiresAt,
  source: window.source,
});

/** The row cut to a window length: shortening caps, lengthening extends nothing. */
export const capped = <T extends WindowRow>(row: T, windowMs: number): T =>
  row.expiresAt - row.grantedAt > windowMs ? { ...row, expiresAt: row.grantedAt + windowMs } : row;
