/**
 * What the smtp-server package asks at each step of a session: hands it to entrance, policy and intake, and turns
 * their values into replies. A hook that throws becomes a 4xx without detail. Listening and ending are the server's.
 */
import type net from 'node:net';
import type { TLSSocket } from 'node:tls';
import type {
  SMTPServerAddress,
  SMTPServerAuthentication,
  SMTPServerAuthenticationResponse,
  SMTPServerDataStream,
  SMTPServerOptions,
  SMTPServerSession,
} from 'smtp-server';
import { attemptOf, errorOf, tlsOf } from './library-values.ts';
import type { IntakeOutcome, MessageIntake } from './message-intake.ts';
import type { OpenConnections } from './open-connections.ts';
import { receiveMessage } from './receive-message.ts';
import type { RelayConnection } from './relay-connection.ts';
import { internalError, type Reply } from './reply.ts';
import type { SmtpDoor } from './smtp-door.ts';

type Done = (error?: Error | null) => void;
type AuthDone = (error: Error | null | undefined, user?: SMTPServerAuthenticationResponse) => void;
type DataDone = (error?: Error | null, message?: string) => void;

/** The hooks of the library as it takes them. */
type LibraryHooks = Pick<
  SMTPServerOptions,
  'onConnect' | 'onSecure' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData' | 'onClose'
>;

/** Commands of the library that no mail program needs. */
export const jokeCommands: readonly string[] = ['WIZ', 'SHELL', 'KILL', 'XCLIENT', 'XFORWARD'];

/** One listener's hooks over its open connections. */
export class SessionHooks {
  /** Whether STARTTLS is offered: there is a certificate. */
  hasTls: boolean;
  readonly #door: SmtpDoor;
  readonly #open: OpenConnections;

  constructor(door: SmtpDoor, open: OpenConnections, hasTls: boolean) {
    this.#door = door;
    this.#open = open;
    this.hasTls = hasTls;
  }

  /** For the options of the library. */
  forLibrary(): LibraryHooks {
    return {
      onConnect: (session, done) => this.#connected(session, done),
      onSecure: (socket, session, done) => this.#secured(socket, session, done),
      onAuth: (auth, session, done) => this.#signIn(auth, session, done),
      onMailFrom: (address, session, done) => this.#sender(address, session, done),
      onRcptTo: (address, session, done) => this.#recipient(address, session, done),
      onData: (stream, session, done) => this.#data(stream, session, done),
      onClose: (session) => this.#closed(session),
    };
  }

  #connected(session: SMTPServerSession, done: Done): void {
    const connection = this.#open.of(session);
    const refusal = this.#guarded(() => this.#door.entrance.enter(connection.relay, connection));
    this.#setCommands(connection);
    done(errorOf(refusal));
  }

  #secured(socket: net.Socket | TLSSocket, session: SMTPServerSession, done: Done): void {
    const connection = this.#open.of(session);
    connection.relay.tls = tlsOf(socket);
    this.#setCommands(connection);
    done();
  }

  #signIn(auth: SMTPServerAuthentication, session: SMTPServerSession, done: AuthDone): void {
    const { relay } = this.#open.of(session);
    this.#door.authenticate(relay, attemptOf(auth)).then(
      (verdict) => {
        if (verdict.ok) done(null, { user: verdict.user });
        else done(errorOf(verdict.reply));
      },
      (error: unknown) => {
        this.#door.surprise(error);
        done(errorOf(internalError));
      },
    );
  }

  #sender({ address, args }: SMTPServerAddress, session: SMTPServerSession, done: Done): void {
    const { relay } = this.#open.of(session);
    const { policy } = this.#door;
    done(errorOf(this.#guarded(() => policy.acceptSender(relay, address, args || {}))));
  }

  #recipient({ address, args }: SMTPServerAddress, session: SMTPServerSession, done: Done): void {
    const { relay } = this.#open.of(session);
    const { policy } = this.#door;
    const refusal = this.#guarded(() => policy.acceptRecipient(relay, address, args || {}));
    if (!refusal) relay.commandsWithoutSignIn = 0;
    done(errorOf(refusal));
  }

  #data(stream: SMTPServerDataStream, session: SMTPServerSession, done: DataDone): void {
    const connection = this.#open.of(session);
    let intake: MessageIntake;
    try {
      intake = this.#door.openIntake(connection.relay);
    } catch (error) {
      this.#door.surprise(error);
      done(errorOf(internalError));
      return;
    }
    receiveMessage(stream, intake, {
      onOctets: (octets) => connection.noteMail(octets),
      onFlood: () => {
        if (!connection._closing) cutOff(connection, intake);
      },
      onWhole: (outcome) => this.#answerMessage(connection, outcome, done),
    });
  }

  #closed(session: SMTPServerSession): void {
    const connection = this.#open.remove(session);
    if (!connection) return;
    connection.notes?.end();
    // Who began to encrypt and broke off did not leave for want of it: that has a line of its own.
    if (!connection.isUpgrading) this.#door.left(connection.relay);
    for (const run of connection.onEnd.splice(0)) run();
  }

  #answerMessage({ relay }: RelayConnection, outcome: IntakeOutcome, done: DataDone): void {
    if (!outcome.ok) {
      done(errorOf(outcome.reply));
      return;
    }
    const { id, sizeBytes } = outcome;
    this.#guarded(() => {
      this.#door.policy.messageSafe(relay, id, sizeBytes);
      return null;
    });
    done(null, `2.0.0 Ok: queued as ${id}`);
  }

  /** No AUTH before TLS but for networks where the owner allowed it; no STARTTLS without a certificate. */
  #setCommands({ session, relay }: RelayConnection): void {
    const mayAuth = session.secure || this.#door.mayOfferSignIn(relay);
    session.disabledCommands = [
      ...jokeCommands,
      ...(this.hasTls ? [] : ['STARTTLS']),
      ...(mayAuth ? [] : ['AUTH']),
    ];
  }

  /** A surprise in a hook becomes 451 without detail: what it throws would go to the wire or end the process. */
  #guarded(hook: () => Reply | null): Reply | null {
    try {
      return hook();
    } catch (error) {
      this.#door.surprise(error);
      return internalError;
    }
  }
}

/** Far more comes than is taken: says why, and goes. Alone, 421 would have devices try the same again for ever. */
function cutOff(connection: RelayConnection, { refusal }: MessageIntake): void {
  if (refusal) connection.send(refusal.code, `${refusal.status} ${refusal.text}`);
  connection.hangUp('4.3.0', 'Far more came than is taken, closing the connection');
}
