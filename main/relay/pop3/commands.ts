/**
 * The commands of POP3: in which states each is allowed, with how many arguments, by which RFC. The table is
 * the state machine, and CAPA is read off it.
 */
import { replies } from './replies.ts';
import type { Answer, Pop3Session, SessionState } from './session.ts';

export interface Command {
  readonly states: readonly SessionState[];
  /** Fewest and most arguments. */
  readonly args: readonly [number, number];
  /** The argument is the rest of the line, spaces and all: passwords hold spaces. */
  readonly takesRest?: boolean;
  readonly rfc: string;
  readonly run: (session: Pop3Session, args: readonly string[]) => Answer | Promise<Answer>;
}

const start = ['authorization'] as const;
const open = ['transaction'] as const;
const any = ['authorization', 'transaction'] as const;

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CAPA', { states: any, args: [0, 0], rfc: '2449 §5', run: (session) => capa(session) }],
  ['STLS', { states: start, args: [0, 0], rfc: '2595 §4', run: (session) => stls(session) }],
  [
    'USER',
    {
      states: start,
      args: [1, 1],
      takesRest: true,
      rfc: '1939 §7',
      run: (session, [name = '']) => user(session, name),
    },
  ],
  [
    'PASS',
    {
      states: start,
      args: [1, 1],
      takesRest: true,
      rfc: '1939 §7',
      run: (session, [password = '']) => pass(session, password),
    },
  ],
  [
    'APOP',
    {
      states: start,
      args: [2, 2],
      rfc: '1939 §7',
      run: (session, [name = '', digest = '']) => apop(session, name, digest),
    },
  ],
  ['UTF8', { states: start, args: [0, 0], rfc: '6856 §2', run: () => ({ line: replies.ok }) }],
  ['STAT', { states: open, args: [0, 0], rfc: '1939 §5', run: (session) => session.stat() }],
  [
    'LIST',
    {
      states: open,
      args: [0, 1],
      rfc: '1939 §5',
      run: (session, [number]) => session.list(number),
    },
  ],
  [
    'UIDL',
    {
      states: open,
      args: [0, 1],
      rfc: '1939 §7',
      run: (session, [number]) => session.uidl(number),
    },
  ],
  [
    'RETR',
    {
      states: open,
      args: [1, 1],
      rfc: '1939 §5',
      run: (session, [number = '']) => session.retr(number),
    },
  ],
  [
    'TOP',
    {
      states: open,
      args: [2, 2],
      rfc: '1939 §7',
      run: (session, [number = '', lines = '']) => session.top(number, lines),
    },
  ],
  [
    'DELE',
    {
      states: open,
      args: [1, 1],
      rfc: '1939 §5',
      run: (session, [number = '']) => session.dele(number),
    },
  ],
  ['RSET', { states: open, args: [0, 0], rfc: '1939 §5', run: (session) => session.rset() }],
  ['NOOP', { states: open, args: [0, 0], rfc: '1939 §5', run: () => ({ line: replies.ok }) }],
  ['QUIT', { states: any, args: [0, 0], rfc: '1939 §4', run: (session) => session.quit() }],
]);

/** RFC 2449 §6: what is offered to this session in its present state. */
function capa(session: Pop3Session): Answer {
  const isStart = session.state === 'authorization';
  const lines = [
    'TOP',
    'UIDL',
    'RESP-CODES',
    'AUTH-RESP-CODE',
    'PIPELINING',
    'UTF8',
    ...(session.mayPassword && isStart ? ['USER', 'SASL PLAIN LOGIN'] : []),
    ...(session.context.canStartTls && !session.isSecure && isStart ? ['STLS'] : []),
    'EXPIRE NEVER',
    'IMPLEMENTATION Mailroom',
  ];
  return { line: '+OK Capabilities', body: lines.map((line) => `${line}\r\n`).join('') };
}

function stls(session: Pop3Session): Answer {
  if (session.isSecure) return { line: replies.alreadyTls };
  if (!session.context.canStartTls) return { line: replies.noTls };
  // RFC 2595 §4: what was said before counts no more.
  session.userName = null;
  return { line: replies.startTls, then: 'start-tls' };
}

function user(session: Pop3Session, name: string): Answer {
  if (!session.mayPassword) return { line: replies.needsTls };
  session.userName = name.trim();
  // The same for every name: it must not tell which exist.
  return { line: '+OK Send the password' };
}

function pass(session: Pop3Session, password: string): Answer | Promise<Answer> {
  if (!session.mayPassword) return { line: replies.needsTls };
  if (session.userName === null) return { line: '-ERR Send USER first' };
  return session.signIn({ kind: 'password', user: session.userName, password });
}

function apop(session: Pop3Session, user: string, digest: string): Answer | Promise<Answer> {
  if (!session.context.apopOffered) return { line: replies.noApop };
  return session.signIn({ kind: 'apop', user, timestamp: session.timestamp, digest });
}
