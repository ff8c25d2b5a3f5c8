/** Connections to the provider that wait for their next message. Whether one is opened is the sender's. */
import type { Clock } from '../lifecycle/clock.ts';
import type { UpstreamConnection } from '../upstream/route.ts';

/** Shorter than what providers allow an idle connection, long enough for the next mail of a busy office. */
const idleMs = 15_000;

interface Idle {
  readonly connection: UpstreamConnection;
  readonly cancel: () => void;
}

/** The last one parked is taken first; who is not taken in time is closed. */
export class ConnectionPool {
  readonly #clock: Clock;
  readonly #idle: Idle[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves to one that still listens, or null. */
  async take(): Promise<UpstreamConnection | null> {
    for (;;) {
      const entry = this.#idle.pop();
      if (!entry) return null;
      entry.cancel();
      if (entry.connection.isUsable && (await entry.connection.check())) return entry.connection;
      entry.connection.close();
    }
  }

  park(connection: UpstreamConnection): void {
    const entry = {
      connection,
      cancel: this.#clock.after(idleMs, () => {
        const at = this.#idle.indexOf(entry);
        if (at >= 0) this.#idle.splice(at, 1);
        connection.close();
      }),
    };
    this.#idle.push(entry);
  }

  closeAll(): void {
    for (const { connection, cancel } of this.#idle.splice(0)) {
      cancel();
      connection.close();
    }
  }
}
