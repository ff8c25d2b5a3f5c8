/**
 * The commands of POP3: in which states each is allowed, with how many arguments, by which RFC. The table is
 * the state machine, and CAPA is read off it.
 */
import { replies } from './replies.ts';
import { saslMechanisms } from './sasl.ts';
import type { Answer, Pop3Session } from './session.ts';

/** What is allowed for one command. */
export interface Command {
  readonly states: readonly ('authorization' | 'transaction')[];
  /** Fewest and most arguments. */
  readonly args: readonly [number, number];
  /** The argument is the rest of the line, spaces and all: passwords hold spaces. */
  readonly takesRest?: boolean;
  /** May be longer than RFC 2449 §4 allows: holds a password. */
  readonly isLong?: boolean;
  readonly rfc: string;
  /** Its line in CAPA, where it has one and is offered to this session now (RFC 2449 §6). */
  readonly capability?: (session: Pop3Session) => string | null;
  readonly run: (session: Pop3Session, args: readonly string[]) => Answer | Promise<Answer>;
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
    capability: (session) => (mayPassword(session) ? 'USER' : null),
    run: user,
  },
  PASS: { ...start, args: [1, 1], takesRest: true, isLong: true, rfc: '1939 §7', run: pass },
  APOP: { ...start, args: [2, 2], rfc: '1939 §7', run: apop },
  AUTH: {
    ...start,
    args: [0, 2],
    isLong: true,
    rfc: '5034 §4',
    capability: (session) => (mayPassword(session) ? `SASL ${saslMechanisms.join(' ')}` : null),
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

const mayPassword = (session: Pop3Session): boolean =>
  session.mayPassword && session.state === 'authorization';

const mayStartTls = (session: Pop3Session): boolean =>
  session.context.canStartTls && !session.isSecure && session.state === 'authorization';

function capa(session: Pop3Session): Answer {
  const offered = [...commands.values()].flatMap(({ capability }) => capability?.(session) ?? []);
  const body = [...offered, ...alwaysOffered].map((line) => `${line}\r\n`).join('');
  return { line: replies.capabilities, body };
}

function stls(session: Pop3Session): Answer {
  if (session.isSecure) return { line: replies.alreadyTls };
  if (!session.context.canStartTls) return { line: replies.noTls };
  // RFC 2595 §4: what was said before counts no more.
  session.userName = null;
  return { line: replies.startTls, then: 'start-tls' };
}

function user(session: Pop3Session, [name = '']: readonly string[]): Answer {
  if (!session.mayPassword) return session.refuseUnencrypted();
  session.userName = name.trim();
  // The same for every name: it must not tell which exist.
  return { line: replies.password };
}

function pass(session: Pop3Session, [password = '']: readonly string[]): Answer | Promise<Answer> {
  if (!session.mayPassword) return session.refuseUnencrypted();
  if (session.userName === null) return { line: replies.userFirst };
  return session.signIn({ kind: 'password', user: session.userName, password });
}

function apop(
  session: Pop3Session,
  [name = '', digest = '']: readonly string[],
): Answer | Promise<Answer> {
  if (!session.context.apopOffered) return { line: replies.noApop };
  const { timestamp } = session;
  return session.signIn({ kind: 'apop', user: name, timestamp, digest: digest.toLowerCase() });
}

function auth(
  session: Pop3Session,
  [mechanism, initial]: readonly string[],
): Answer | Promise<Answer> {
  if (!session.mayPassword) return session.refuseUnencrypted();
  // Clients of RFC 1734 ask for the list this way.
  if (mechanism === undefined)
    return { line: replies.ok, body: saslMechanisms.map((name) => `${name}\r\n`).join('') };
  return session.authenticate(mechanism, initial);
}
