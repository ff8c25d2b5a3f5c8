/**
 * The commands of POP3: in which states each is allowed, with how many arguments, by which RFC. The table is
 * the state machine, and CAPA is read off it.
 */
import type { Credentials } from '../users/users.ts';
import type { Answer } from './answer.ts';
import { replies } from './replies.ts';
import { saslMechanisms } from './sasl.ts';
import type { SessionContext } from './session-context.ts';
import type { Transaction } from './transaction.ts';

/** RFC 1939 §3; the update state is part of `ended`. */
export type SessionState = 'authorization' | 'transaction' | 'ended';

/** What a command sees of the session that runs it, and may do there. */
export interface CommandSession {
  readonly context: Pick<SessionContext, 'apopOffered' | 'canStartTls'>;
  readonly state: SessionState;
  readonly isSecure: boolean;
  /** Whether a password may come over this connection as it is now. */
  readonly mayPassword: boolean;
  /** RFC 1939 §7: what APOP's digest is made of, beside the secret. */
  readonly timestamp: string;
  /** What USER said, until PASS. */
  userName: string | null;
  /** The open mailbox; only commands of the transaction state ask for it. */
  readonly transaction: Transaction;
  signIn(credentials: Credentials): Promise<Answer>;
  /** Begins AUTH (RFC 5034). */
  authenticate(mechanism: string, initial: string | undefined): Answer | Promise<Answer>;
  refuseUnencrypted(): Answer;
  quit(): Answer | Promise<Answer>;
}

/** What is allowed for one command. */
export interface Command {
  readonly states: readonly Exclude<SessionState, 'ended'>[];
  /** Fewest and most arguments. */
  readonly args: readonly [number, number];
  /** The argument is the rest of the line, spaces and all: passwords hold spaces. */
  readonly takesRest?: boolean;
  /** May be longer than RFC 2449 §4 allows: holds a password. */
  readonly isLong?: boolean;
  readonly rfc: string;
  /**
   * Its line in CAPA, where it has one and is offered to this session. RFC 2449 §5: what is offered before sign-in
   * is announced after it too.
   */
  readonly capability?: (session: CommandSession) => string | null;
  readonly run: (session: CommandSession, args: readonly string[]) => Answer | Promise<Answer>;
}

const start = { states: ['authorization'] } as const;
const open = { states: ['transaction'] } as const;
const any = { states: ['authorization', 'transaction'] } as const;

const table: Readonly<Record<string, Command>> = {
  CAPA: { ...any, args: [0, 0], rfc: '2449 §5', run: capa },
  STLS: {
    ...start,
    args: [0, 0],
    rfc: '2595 §4',
    capability: (session) => (mayStartTls(session) ? 'STLS' : null),
    run: stls,
  },
  USER: {
    ...start,
    args: [1, 1],
    takesRest: true,
    rfc: '1939 §7',
    capability: (session) => (session.mayPassword ? 'USER' : null),
    run: user,
  },
  PASS: { ...start, args: [1, 1], takesRest: true, isLong: true, rfc: '1939 §7', run: pass },
  APOP: { ...start, args: [2, 2], rfc: '1939 §7', run: apop },
  AUTH: {
    ...start,
    args: [0, 2],
    isLong: true,
    rfc: '5034 §4',
    capability: (session) => (session.mayPassword ? `SASL ${saslMechanisms.join(' ')}` : null),
    run: auth,
  },
  UTF8: {
    ...start,
    args: [0, 0],
    rfc: '6856 §2',
    // USER: names and passwords may be UTF-8 too. Messages go out as they came in either mode.
    capability: () => 'UTF8 USER',
    run: () => ({ line: replies.utf8 }),
  },
  STAT: { ...open, args: [0, 0], rfc: '1939 §5', run: ({ transaction }) => transaction.stat() },
  LIST: {
    ...open,
    args: [0, 1],
    rfc: '1939 §5',
    run: ({ transaction }, [number]) => transaction.list(number),
  },
  UIDL: {
    ...open,
    args: [0, 1],
    rfc: '1939 §7',
    capability: () => 'UIDL',
    run: ({ transaction }, [number]) => transaction.uidl(number),
  },
  RETR: {
    ...open,
    args: [1, 1],
    rfc: '1939 §5',
    run: ({ transaction }, [number = '']) => transaction.retr(number),
  },
  TOP: {
    ...open,
    args: [2, 2],
    rfc: '1939 §7',
    capability: () => 'TOP',
    run: ({ transaction }, [number = '', lines = '']) => transaction.top(number, lines),
  },
  DELE: {
    ...open,
    args: [1, 1],
    rfc: '1939 §5',
    run: ({ transaction }, [number = '']) => transaction.dele(number),
  },
  RSET: { ...open, args: [0, 0], rfc: '1939 §5', run: ({ transaction }) => transaction.rset() },
  NOOP: { ...open, args: [0, 0], rfc: '1939 §5', run: () => ({ line: replies.ok }) },
  QUIT: { ...any, args: [0, 0], rfc: '1939 §4 and §6', run: (session) => session.quit() },
};

/** By verb in capitals. */
export const commands: ReadonlyMap<string, Command> = new Map(Object.entries(table));

/** RFC 2449 §6, RFC 3206: true of every session. */
const alwaysOffered = [
  'RESP-CODES',
  'AUTH-RESP-CODE',
  'PIPELINING',
  'EXPIRE NEVER',
  'IMPLEMENTATION Mailroom',
] as const;

/** RFC 2595 §4: the one capability that says what is permitted in the state as it is. */
const mayStartTls = (session: CommandSession): boolean =>
  session.context.canStartTls && !session.isSecure && session.state === 'authorization';

function capa(session: CommandSession): Answer {
  const offered = [...commands.values()].flatMap(({ capability }) => capability?.(session) ?? []);
  const body = [...offered, ...alwaysOffered].map((line) => `${line}\r\n`).join('');
  return { line: replies.capabilities, body };
}

function stls(session: CommandSession): Answer {
  if (session.isSecure) return { line: replies.alreadyTls };
  if (!session.context.canStartTls) return { line: replies.noTls };
  // RFC 2595 §4: what was said before counts no more.
  session.userName = null;
  return { line: replies.startTls, then: 'start-tls' };
}

function user(session: CommandSession, [name = '']: readonly string[]): Answer {
  if (!session.mayPassword) return session.refuseUnencrypted();
  session.userName = name.trim();
  // The same for every name: it must not tell which exist.
  return { line: replies.password };
}

function pass(
  session: CommandSession,
  [password = '']: readonly string[],
): Answer | Promise<Answer> {
  if (!session.mayPassword) return session.refuseUnencrypted();
  if (session.userName === null) return { line: replies.userFirst };
  return session.signIn({ kind: 'password', method: 'USER', user: session.userName, password });
}

function apop(
  session: CommandSession,
  [name = '', digest = '']: readonly string[],
): Answer | Promise<Answer> {
  if (!session.context.apopOffered) return { line: replies.noApop };
  const { timestamp } = session;
  return session.signIn({ kind: 'apop', user: name, timestamp, digest: digest.toLowerCase() });
}

function auth(
  session: CommandSession,
  [mechanism, initial]: readonly string[],
): Answer | Promise<Answer> {
  if (!session.mayPassword) return session.refuseUnencrypted();
  // Clients of RFC 1734 ask for the list this way.
  if (mechanism === undefined)
    return { line: replies.ok, body: saslMechanisms.map((name) => `${name}\r\n`).join('') };
  return session.authenticate(mechanism, initial);
}
