/** Who may come in: connections and handshakes are counted, and end when their time is over. */
import type { Clock } from '../lifecycle/clock.ts';
import { narrowestNetwork, type AddressKey } from '../net/address.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { SignIn } from '../users/users.ts';
import type { ConnectionLedger } from './connection-ledger.ts';
import { reply, type Reply } from './reply.ts';
import type { SmtpSession } from './session.ts';

/** What the entrance goes by. */
export interface EntranceOptions {
  readonly settings: SettingsReader;
  readonly signIn: Pick<SignIn, 'isShutOut'>;
  readonly ledger: ConnectionLedger;
  readonly clock: Clock;
}

/** What of a connection the entrance may do and hang on to. */
export interface ConnectionHandle {
  readonly onEnd: (() => void)[];
  /** Rises with each command and each kilobyte of mail; octets that make neither do not count. */
  readonly progress: number;
  /** The client waits for us: a whole message came, or a name and password, and what becomes of it is not said yet. */
  readonly owesAnswer: boolean;
  /** STARTTLS was answered, and TLS is not there yet. */
  readonly isUpgrading: boolean;
  /** Ends the session as one that is idle, unless it is we who are busy. */
  timeOut(): void;
  hangUp(status: string, text: string): void;
}

/** As POP3's: a slow line needs seconds, not minutes. */
const handshakeMs = 30_000;
/** Most messages are kept, and answered, in less. */
const answerMs = 1_000;

/** The entrance of one listener. */
export class Entrance {
  readonly #options: EntranceOptions;

  constructor(options: EntranceOptions) {
    this.#options = options;
  }

  /** A new connection: counted in, or refused before the greeting (RFC 5321 §3.1: 421 is allowed there). */
  enter(session: SmtpSession, connection: ConnectionHandle): Reply | null {
    const { ledger, settings, signIn } = this.#options;
    const { limits, access } = settings.get();
    // What may send without a sign-in has nothing to do with the failed ones of its neighbour.
    if (signIn.isShutOut(session.peer) && narrowestNetwork(access.trusted, session.peer) === null)
      return reply(421, '4.7.0', 'Your address is blocked for a while after failed sign-ins');
    const entry = ledger.enter(session.peer, limits);
    if (entry === 'full') return reply(421, '4.7.0', 'Too many connections, try again later');
    if (entry === 'address-full')
      return reply(421, '4.7.0', 'Too many connections from your address, try again later');
    const endLimit = this.#limitTime(connection, limits.sessionMinutes);
    connection.onEnd.push(endLimit, this.#watchProgress(connection), () => {
      ledger.leave(session.peer);
    });
    return null;
  }

  /** Ends the session when its time is over. Returns what ends that. */
  #limitTime(connection: ConnectionHandle, minutes: number): () => void {
    let cancel = (): void => undefined;
    const endIn = (delayMs: number): void => {
      cancel = this.#options.clock.after(delayMs, () => {
        // Who is cut off there sends his message again, and it goes out twice.
        if (connection.owesAnswer) endIn(answerMs);
        else connection.hangUp('4.4.2', 'This session has lasted too long');
      });
    };
    endIn(minutes * 60_000);
    return () => cancel();
  }

  /**
   * smtp-server ends who says nothing. Who says an octet now and then, and never a whole line, would keep his place
   * for hours: looked at once in each idle time, so he goes after two of them at the latest. Returns what ends it.
   */
  #watchProgress(connection: ConnectionHandle): () => void {
    const { settings, clock } = this.#options;
    let before = connection.progress;
    let cancel = (): void => undefined;
    const watch = (): void => {
      cancel = clock.after(settings.get().limits.idleSeconds * 1_000, () => {
        if (connection.progress === before) connection.timeOut();
        before = connection.progress;
        watch();
      });
    };
    watch();
    return () => cancel();
  }

  /** The handshake of STARTTLS begins: who does not go on with it gives up the place. */
  upgradeBegins(connection: ConnectionHandle): void {
    const cancel = this.#options.clock.after(handshakeMs, () => {
      if (connection.isUpgrading) connection.hangUp('4.4.2', 'The TLS handshake took too long');
    });
    connection.onEnd.push(cancel);
  }

  /**
   * A TLS handshake begins, before there is a session that `enter` counts: it counts like one, and must end
   * soon. Null: no room. What is returned is called at its end, however it ends.
   */
  beginHandshake(peer: AddressKey, giveUp: () => void): (() => void) | null {
    const { ledger, settings, clock } = this.#options;
    if (ledger.enter(peer, settings.get().limits) !== 'ok') return null;
    const cancel = clock.after(handshakeMs, giveUp);
    return () => {
      cancel();
      ledger.leave(peer);
    };
  }
}
