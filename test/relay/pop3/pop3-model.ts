/**
 * A second, naive reading of RFC 1939 to compare the server with: strings and lists, whole messages, no pieces, no
 * sockets. It says what a client must hear for each line that it sends.
 */
import assert from 'node:assert/strict';
import { apopDigest } from '../../../main/relay/users/challenge.ts';

/** One message as its mailbox holds it, in latin1. */
export interface ModelMessage {
  readonly key: string;
  /** With CRLF, as it goes on the wire before dots are stuffed. */
  readonly text: string;
  /** As it was told first. */
  uid?: string;
}

/** What is to be heard: how the line begins (all of it, where it ends in CRLF), and what follows it. */
export interface Expected {
  readonly line: string;
  /** All octets behind the line, with the lone dot; or a look at them. */
  readonly body?: string | ((body: string) => void);
  readonly isLast?: boolean;
  /** It comes after a second of waiting for the mailbox. */
  readonly isLate?: boolean;
}

/** The mailboxes, and whose session has each. */
export class ModelOffice {
  readonly passwords: ReadonlyMap<string, string>;
  readonly boxes = new Map<string, ModelMessage[]>();
  readonly holders = new Map<string, ModelSession>();
  /** Sign-ins that were right. */
  grants = 0;

  constructor(passwords: ReadonlyMap<string, string>) {
    this.passwords = passwords;
  }

  box(user: string): ModelMessage[] {
    const box = this.boxes.get(user) ?? [];
    this.boxes.set(user, box);
    return box;
  }

  noteUid(message: ModelMessage, uid: string): void {
    assert.match(uid, /^[\x21-\x7e]{1,70}$/);
    if (message.uid === undefined)
      for (const other of [...this.boxes.values()].flat()) assert.notEqual(other.uid, uid);
    assert.equal(message.uid ?? uid, uid, 'another UIDL');
    message.uid = uid;
  }
}

type Dialogue = (line: string) => Expected;

const ok: Expected = { line: '+OK' };
const no: Expected = { line: '-ERR' };
const wrong: Expected = { line: '-ERR [AUTH]' };
const inUse: Expected = { line: '-ERR [IN-USE]', isLate: true };

/** One connection. */
export class ModelSession {
  readonly #office: ModelOffice;
  readonly peer: string;
  readonly #now: () => number;
  /** Of the greeting. */
  readonly timestamp: string;
  isSecure = false;
  state: 'authorization' | 'transaction' | 'ended' = 'authorization';
  user: string | null = null;
  messages: readonly ModelMessage[] = [];
  readonly marked = new Set<number>();
  /** Ms of the clock of the last answer. */
  activeAt: number;
  readonly startedAt: number;
  #name: string | null = null;
  #dialogue: Dialogue | null = null;
  #errors = 0;
  #beforeSignIn = 0;

  constructor(
    office: ModelOffice,
    options: { readonly peer: string; readonly timestamp: string; readonly now: () => number },
  ) {
    this.#office = office;
    this.peer = options.peer;
    this.timestamp = options.timestamp;
    this.#now = options.now;
    this.activeAt = this.startedAt = options.now();
  }

  /** The answer to one line without its end. */
  says(line: string): Expected {
    this.activeAt = this.#now();
    const isCounted = this.state === 'authorization' && line.length <= 4_096;
    if (isCounted && (this.#beforeSignIn += 1) > 50) return this.#end({ ...no, isLast: true });
    const answer = this.#answer(line);
    if (answer.line.startsWith('-')) this.#errors += 1;
    else if (this.state === 'transaction') this.#errors = 0;
    if (this.#errors < 20 || answer.isLast === true) return answer;
    return this.#end({ ...answer, line: '-ERR Too many errors', isLast: true });
  }

  /** Without QUIT: nothing is deleted. */
  end(): void {
    if (this.user !== null && this.#office.holders.get(this.user) === this)
      this.#office.holders.delete(this.user);
    this.state = 'ended';
  }

  #end(answer: Expected): Expected {
    this.end();
    return answer;
  }

  #answer(line: string): Expected {
    const dialogue = this.#dialogue;
    this.#dialogue = null;
    if (line.length > 4_096) return no;
    if (dialogue) return dialogue(line);
    const [, verb = '', rest = ''] = /^(\S*) ?(.*)$/s.exec(line) ?? [];
    const args = rest.split(' ').filter((word) => word !== '');
    const isLong = /^(pass|auth)$/i.test(verb);
    if (line.length > 253 && !isLong) return no;
    const command = verb.toUpperCase();
    if (command === 'CAPA') return args.length > 0 ? no : { ...ok, body: this.#capabilities };
    if (command === 'QUIT') return args.length > 0 ? no : this.#quit();
    if (this.state === 'authorization') return this.#beforeIn(command, args, rest);
    return this.#inside(command, args);
  }

  get #capabilities(): (body: string) => void {
    const mayStart = !this.isSecure && this.state === 'authorization';
    return (body) => {
      const lines = body.split('\r\n');
      for (const wanted of ['USER', 'UIDL', 'TOP', 'PIPELINING', 'SASL PLAIN LOGIN'])
        assert.ok(lines.includes(wanted), wanted);
      assert.equal(lines.includes('STLS'), mayStart);
    };
  }

  #beforeIn(command: string, args: readonly string[], rest: string): Expected {
    if (command === 'STLS') return args.length > 0 || this.isSecure ? no : this.#startTls();
    if (command === 'UTF8') return args.length > 0 ? no : ok;
    if (command === 'USER') {
      if (rest === '') return no;
      this.#name = rest.trim();
      return ok;
    }
    if (command === 'PASS') {
      if (rest === '' || this.#name === null) return no;
      return this.#signIn(this.#name, this.#office.passwords.get(this.#name) === rest);
    }
    if (command === 'APOP') {
      const [name = '', digest] = args;
      if (args.length !== 2) return no;
      const isRight =
        name === 'joe' &&
        digest === apopDigest(this.timestamp, String(this.#office.passwords.get(name)));
      return this.#signIn(name, isRight);
    }
    return command === 'AUTH' ? this.#auth(args) : no;
  }

  #startTls(): Expected {
    this.#name = null;
    return ok;
  }

  #auth(args: readonly string[]): Expected {
    const [mechanism, initial] = args;
    if (args.length > 2) return no;
    if (mechanism === undefined) return { ...ok, body: 'PLAIN\r\nLOGIN\r\n.\r\n' };
    if (!/^(plain|login)$/i.test(mechanism)) return no;
    const isPlain = /^plain$/i.test(mechanism);
    const first = isPlain ? this.#plain : this.#loginName;
    if (initial !== undefined) return first(initial);
    this.#dialogue = first;
    return { line: isPlain ? '+ \r\n' : '+ VXNlcm5hbWU6\r\n' };
  }

  readonly #plain: Dialogue = (line) => {
    const [actAs, name = '', password = '', ...more] = decoded(line)?.split('\0') ?? ['x'];
    if (actAs !== '' || name === '' || more.length > 0) return no;
    return this.#signIn(name, this.#office.passwords.get(name) === password);
  };

  readonly #loginName: Dialogue = (line) => {
    const name = decoded(line);
    if (name === null) return no;
    this.#dialogue = (next) => {
      const password = decoded(next);
      if (password === null) return no;
      return this.#signIn(name, this.#office.passwords.get(name) === password);
    };
    return { line: '+ UGFzc3dvcmQ6\r\n' };
  };

  #signIn(name: string, isRight: boolean): Expected {
    this.#name = null;
    if (!isRight) return wrong;
    this.#office.grants += 1;
    const holder = this.#office.holders.get(name);
    if (holder && (holder.peer !== this.peer || this.#now() - holder.activeAt < 60_000))
      return inUse;
    holder?.end();
    this.#office.holders.set(name, this);
    this.state = 'transaction';
    this.user = name;
    this.messages = [...this.#office.box(name)];
    const count = this.messages.length;
    return { line: `+OK ${name} has ${count} message${count === 1 ? '' : 's'}\r\n` };
  }

  #quit(): Expected {
    if (this.state === 'transaction' && this.user !== null) {
      const gone = new Set([...this.marked].map((at) => this.messages[at]));
      const left = this.#office.box(this.user).filter((message) => !gone.has(message));
      this.#office.boxes.set(this.user, left);
    }
    return this.#end({ ...ok, isLast: true });
  }

  #inside(command: string, args: readonly string[]): Expected {
    const [first, second] = args;
    const most = { STAT: 0, RSET: 0, NOOP: 0, LIST: 1, UIDL: 1, RETR: 1, DELE: 1, TOP: 2 }[command];
    if (most === undefined || args.length > most) return no;
    if (command === 'NOOP') return ok;
    if (command === 'RSET') {
      this.marked.clear();
      return ok;
    }
    if (command === 'STAT') {
      const sizes = this.#left().map(({ message }) => message.text.length);
      return { line: `+OK ${sizes.length} ${sizes.reduce((sum, size) => sum + size, 0)}\r\n` };
    }
    if (command === 'LIST' && first === undefined) return { ...ok, body: this.#sizes() };
    if (command === 'UIDL' && first === undefined) return { ...ok, body: this.#uids };
    const found = this.#left().find(({ at }) => String(at + 1) === first);
    if (!found || (command === 'TOP' && !/^\d+$/.test(second ?? ''))) return no;
    return this.#ofOne(command, found, Number(second));
  }

  #ofOne(
    command: string,
    { at, message }: { at: number; message: ModelMessage },
    lines: number,
  ): Expected {
    const { text } = message;
    if (command === 'LIST') return { line: `+OK ${at + 1} ${text.length}\r\n` };
    if (command === 'UIDL') return { line: `+OK ${at + 1} ${message.uid ?? ''}` };
    if (command === 'RETR') return { line: `+OK ${text.length} octets\r\n`, body: stuffed(text) };
    if (command === 'TOP') return { ...ok, body: stuffed(topOf(text, lines)) };
    this.marked.add(at);
    return ok;
  }

  #left(): { at: number; message: ModelMessage }[] {
    const all = this.messages.map((message, at) => ({ at, message }));
    return all.filter(({ at }) => !this.marked.has(at));
  }

  #sizes(): string {
    const lines = this.#left().map(({ at, message }) => `${at + 1} ${message.text.length}\r\n`);
    return `${lines.join('')}.\r\n`;
  }

  get #uids(): (body: string) => void {
    const left = this.#left();
    return (body) => {
      const lines = body.split('\r\n').slice(0, -2);
      assert.equal(lines.length, left.length);
      for (const [index, { at, message }] of left.entries()) {
        const [number, uid = ''] = String(lines[index]).split(' ');
        assert.equal(number, String(at + 1));
        this.#office.noteUid(message, uid);
      }
    };
  }
}

const decoded = (line: string): string | null => {
  if (line === '=') return '';
  const isBase64 = line.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(line);
  return isBase64 ? Buffer.from(line, 'base64').toString() : null;
};

/** RFC 1939 §3: dots at the beginning of a line are doubled; the last line has an end. */
function stuffed(text: string): string {
  const whole = text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`;
  const lines = whole.split('\r\n').slice(0, -1);
  return [...lines.map((line) => line.replace(/^\./, '..')), '.', ''].join('\r\n');
}

/** RFC 1939 §7. */
function topOf(text: string, count: number): string {
  const lines = text.split('\r\n');
  const blank = lines.indexOf('');
  if (blank < 0 || blank + 1 + count >= lines.length) return text;
  return lines
    .slice(0, blank + 1 + count)
    .map((line) => `${line}\r\n`)
    .join('');
}
