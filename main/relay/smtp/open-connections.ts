import type { SMTPServerSession } from 'smtp-server';
import { Roster } from '../lifecycle/roster.ts';
import type { RelayConnection } from './relay-connection.ts';

/** The connections of one listener, from their start until the library tells of their end. */
export class OpenConnections {
  readonly #all = new Roster<RelayConnection>();
  readonly #bySession = new WeakMap<SMTPServerSession, RelayConnection>();

  add(connection: RelayConnection): void {
    this.#all.add(connection);
    this.#bySession.set(connection.session, connection);
  }

  /** Throws for a session that was never added. */
  of(session: SMTPServerSession): RelayConnection {
    const connection = this.#bySession.get(session);
    if (!connection) throw new Error('A session without connection');
    return connection;
  }

  /** Takes it out and returns it, or undefined where it never was in. */
  remove(session: SMTPServerSession): RelayConnection | undefined {
    const connection = this.#bySession.get(session);
    if (connection) this.#all.remove(connection);
    return connection;
  }

  /** Ends the sign-in of a user who was removed or changed; their sessions may sign in anew. */
  signOut(user: string): void {
    for (const { relay, session } of this.#all.all()) {
      if (relay.user !== user) continue;
      relay.signIn = { state: 'failed' };
      session.user = false;
    }
  }

  /** Cuts those that were told goodbye, or all. */
  cut(which: 'closing' | 'all'): void {
    for (const connection of this.#all.all())
      if (which === 'all' || connection._closing) connection._socket.destroySoon();
  }
}
