/** Dials the provider that the settings name now: one that changes meanwhile is dialled anew, at once. */
import type { JournalWriter } from '../journal/journal.ts';
import type { ConnectOutcome, Upstream } from '../upstream/route.ts';

/** Never rejects: what keeps us from even trying (a secret that cannot be read) is the route's fault too. */
export class Dialler {
  readonly #upstream: Pick<Upstream, 'connect'>;
  readonly #journal: JournalWriter;
  /** Who waits for a connection; each dials anew when called. */
  readonly #waiting = new Set<() => void>();

  constructor(upstream: Pick<Upstream, 'connect'>, journal: JournalWriter) {
    this.#upstream = upstream;
    this.#journal = journal;
  }

  connect(): Promise<ConnectOutcome> {
    return new Promise((resolve) => {
      let latest = 0;
      const dial = (): void => {
        latest += 1;
        const mine = latest;
        void this.#dial().then((result) => {
          if (mine === latest) {
            this.#waiting.delete(dial);
            resolve(result);
          } else if (result.outcome === 'connected') result.connection.close();
        });
      };
      this.#waiting.add(dial);
      dial();
    });
  }

  /** The provider changed: nobody waits for the old one, and what it still answers counts for nothing. */
  dialAnew(): void {
    for (const dial of [...this.#waiting]) dial();
  }

  async #dial(): Promise<ConnectOutcome> {
    try {
      return await this.#upstream.connect();
    } catch (error) {
      const text = `The connection to the provider could not be begun. ${String(error)}`;
      this.#journal.record({ event: 'queue.connect-failed', level: 'error', text });
      const failure = { stage: 'connect', responseCode: null, enhancedCode: null } as const;
      return { outcome: 'failed', failure: { ...failure, reply: '', errorCode: 'EINTERNAL' } };
    }
  }
}
