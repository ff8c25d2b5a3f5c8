import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Conversation } from '../../helpers/conversation.ts';
import { seeded } from '../../helpers/seeded.ts';
import { MaildirStand } from '../mailboxes/maildir-stand.ts';
import { ModelOffice, ModelSession, type Expected } from './pop3-model.ts';
import { becomes, Pop3Stand } from './pop3-stand.ts';
import { RandomTalk } from './random-talk.ts';

/** A client at its socket, and what the model knows of it. */
interface Client {
  readonly model: ModelSession;
  readonly wire: Conversation;
}

const minuteMs = 60_000;
const users = ['joe', 'ann'];

/** Two users, up to three connections, and all that clients and other programs do. */
class Office {
  readonly #t: TestContext;
  readonly #talk: RandomTalk;
  readonly #stand: Pop3Stand;
  readonly #maildirs: MaildirStand;
  readonly #model: ModelOffice;
  #clients: Client[] = [];
  readonly told: string[] = [];
  #count = 0;

  constructor(t: TestContext, seed: number, { stand, maildirs }: Servers) {
    this.#t = t;
    this.#stand = stand;
    this.#maildirs = maildirs;
    const { passwords } = stand.signIn;
    this.#talk = new RandomTalk(seeded(seed), passwords);
    this.#model = new ModelOffice(passwords);
  }

  async step(): Promise<void> {
    const [name, happen] = this.#talk.pick(this.#steps);
    this.told.push(name);
    await happen();
    await this.#settles();
    // Of what other programs do one hears a moment later.
    this.#stand.clock.advance(25);
  }

  readonly #steps: readonly (readonly [name: string, happen: () => unknown])[] = [
    ...Array.from({ length: 4 }, () => ['connect', () => this.#connect()] as const),
    ...Array.from({ length: 20 }, () => ['burst', () => this.#burst()] as const),
    ...Array.from({ length: 3 }, () => ['all', () => this.#allAtOnce()] as const),
    ...Array.from({ length: 4 }, () => ['deliver', () => this.#deliver()] as const),
    ...Array.from({ length: 5 }, () => ['cut-off', () => this.#cutOff()] as const),
    ['last-words', () => this.#burst(true)],
    ['tls', () => this.#startTls()],
    ['move', () => this.#moveOn()],
    ['a-while', () => this.#pass(this.#talk.pick([1, 30, 61]) * 1_000)],
    ['long', () => this.#pass(9 * minuteMs)],
    ['too-long', () => this.#isRare && this.#pass(10 * minuteMs)],
    ['revoke', () => this.#isRare && this.#revoke(this.#talk.pick(users))],
    ['restart', () => this.#isRare && this.#restart()],
  ];

  get #isRare(): boolean {
    return this.#talk.random() < 0.3;
  }

  /** All is over: nobody holds anything, and who comes finds all that is there. */
  async end(): Promise<void> {
    for (const { wire, model } of this.#clients) {
      wire.vanishes();
      model.end();
    }
    await this.#settles();
    for (const user of users) {
      const client = await this.#open('127.0.0.1');
      const password = this.#model.passwords.get(user) ?? '';
      await this.#converse(client, [`USER ${user}`, `PASS ${password}`]);
      const all = client.model.messages.map((_message, at) => `RETR ${at + 1}`);
      await this.#converse(client, ['UIDL', ...all, 'QUIT']);
      await this.#settles();
    }
    this.#stand.clock.advance(10_000);
    assert.equal(this.#stand.clock.pending, 0, 'timers are left');
    const { notes } = this.#stand.windows;
    const granted = notes.filter((note) => note.startsWith('granted')).length;
    assert.deepEqual([granted, notes.length], [this.#model.grants, this.#model.grants * 2]);
  }

  /** Who was cut off is gone, and the server knows who went. */
  async #settles(): Promise<void> {
    this.#clients = this.#clients.filter(({ model }) => model.state !== 'ended');
    await becomes(() => this.#stand.server.connectionCount === this.#clients.length);
  }

  async #connect(): Promise<void> {
    if (this.#clients.length < 3) await this.#open(this.#talk.pick(['127.0.0.1', '127.0.0.2']));
  }

  async #open(peer: string): Promise<Client> {
    const wire = await Conversation.open(this.#t, this.#stand.port, { from: peer });
    const greeting = await wire.hears('+OK Mailroom ready');
    const now = (): number => this.#stand.clock.monotonic();
    const timestamp = /<.*>/.exec(greeting)?.[0] ?? '';
    const client = { wire, model: new ModelSession(this.#model, { peer, timestamp, now }) };
    this.#clients.push(client);
    return client;
  }

  /** One client says some things. `isLast`: and closes its side, and waits for the answers. */
  async #burst(isLast = false): Promise<void> {
    const [client] = this.#some(() => true);
    if (client) await this.#converse(client, this.#talk.lines(client.model), isLast);
  }

  /** Everybody talks, and mail comes, at once. */
  async #allAtOnce(): Promise<void> {
    const inside = this.#some(({ state }) => state === 'transaction');
    const talks = inside.map((client) => {
      const lines = Array.from({ length: 5 }, () => this.#talk.inside(client.model));
      return this.#converse(client, lines);
    });
    await Promise.all([...talks, this.#deliver(), this.#deliver()]);
  }

  /** Says all lines in packets of any size, and hears all answers. */
  async #converse(client: Client, lines: readonly string[], isLast = false): Promise<void> {
    const { model, wire } = client;
    const said: { line: string; wanted: Expected }[] = [];
    for (const line of lines) {
      const wanted = model.says(line);
      said.push({ line, wanted });
      if (wanted.isLast === true || wanted.isLate === true) break;
    }
    this.#tell(said);
    const sending = this.#sends(wire, said.map(({ line }) => `${line}\r\n`).join(''), isLast);
    for (const { line, wanted } of said) {
      if (wanted.isLate === true) void this.#impatience(wire);
      // Whose side is closed hears goodbye instead of being let in, or waiting for that.
      const isEntering = wanted.isLate === true || /^\+OK \w+ has/.test(wanted.line);
      const isTooLate = isLast && isEntering && wanted === said.at(-1)?.wanted;
      await this.#hears(wire, line, isTooLate ? { line: '' } : wanted);
    }
    await sending;
    // The server, too, knows that all was taken.
    for (let turns = 0; turns < 2; turns += 1) await turn();
    model.activeAt = this.#stand.clock.monotonic();
    if (isLast || model.state === 'ended') await this.#ends(client);
  }

  async #ends({ wire, model }: Client): Promise<void> {
    await wire.hearsEnd();
    model.end();
    wire.vanishes();
  }

  #tell(said: readonly { line: string; wanted: Expected }[]): void {
    const lines = said.map(({ line, wanted }) => `${line.slice(0, 40)} -> ${wanted.line.trim()}`);
    this.told.push(...lines);
  }

  /** Who waits for a mailbox hears so after a second. */
  async #impatience(wire: Conversation): Promise<void> {
    const before = wire.heardCount;
    while (wire.heardCount === before && !wire.socket.destroyed) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      this.#stand.clock.advance(1_001);
    }
  }

  async #sends(wire: Conversation, text: string, isLast: boolean): Promise<void> {
    const isGlued = this.#talk.random() < 0.5;
    for (let at = 0; at < text.length;) {
      const size = isGlued ? text.length : 1 + Math.floor(this.#talk.random() * 20);
      await wire.sends(text.slice(at, at + size));
      at += size;
      if (this.#talk.random() < 0.3) await turn();
    }
    if (isLast) wire.socket.end();
  }

  async #hears(wire: Conversation, said: string, { line, body }: Expected): Promise<void> {
    const heard = `${await wire.line()}\r\n`;
    const isIt = line.endsWith('\r\n') ? heard === line : heard.startsWith(line);
    assert.ok(isIt, `to "${said.slice(0, 60)}" heard "${heard}" instead of "${line}"`);
    if (body === undefined) return;
    if (typeof body === 'string')
      assert.ok((await wire.octets(body.length)) === body, `another body to ${said}`);
    else body([...(await wire.hearsLines()), '.', ''].join('\r\n'));
  }

  async #deliver(): Promise<void> {
    const user = this.#talk.pick(users);
    this.#count += 1;
    const key = `M${String(this.#count).padStart(6, '0')}`;
    let text = this.#talk.text();
    if (this.#talk.random() < 0.7) await this.#maildirs.deliver(text, key, user);
    else {
      // Another program delivers, with bare line ends; the last one may lack.
      const file = Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
      this.#maildirs.put('new', `${key}.host`, file, user);
      if (!/^$|\r\n$/.test(text)) text += '\r\n';
    }
    this.#model.box(user).push({ key, text });
    this.#model.box(user).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /**
   * Something ends the session in the midst of what it says: what is heard is the beginning of what is to be heard,
   * and all that is marked goes, or nothing.
   */
  async #cutOff(): Promise<void> {
    const [client] = this.#some(({ state }) => state === 'transaction');
    const user = client?.model.user ?? null;
    if (client === undefined || user === null) return;
    const { model, wire } = client;
    const lines = Array.from({ length: 8 }, () => this.#talk.plainly(model));
    if (this.#talk.random() < 0.6) lines.push('DELE 1', 'QUIT');
    const before = this.#model.box(user);
    const said = lines.map((line) => ({ line, wanted: model.says(line) }));
    model.end();
    this.#tell(said);
    const isWhole = await this.#breaksOff(wire, user, lines);
    await this.#settles();
    const isBye = begins(
      wire.heard,
      said.map(({ wanted }) => wanted),
      isWhole,
    );
    await this.#looks(user, before, isBye);
  }

  /** True where all answers are to be heard. */
  async #breaksOff(wire: Conversation, user: string, lines: readonly string[]): Promise<boolean> {
    const how = this.#talk.pick(['vanish', 'revoke', 'restart', 'finish'] as const);
    const isSlow = this.#talk.random() < 0.3;
    this.told.push(isSlow ? `slow ${how}` : how);
    if (isSlow) wire.socket.pause();
    await wire.sends(lines.map((line) => `${line}\r\n`).join(''));
    for (let turns = this.#talk.random() * 12; turns > 0; turns -= 1) await turn();
    if (how === 'vanish') wire.vanishes();
    if (how === 'finish') wire.socket.end();
    if (how === 'revoke') await this.#revoke(user);
    if (how === 'restart') await this.#restart();
    if (isSlow) {
      for (let turns = 0; turns < 20; turns += 1) await turn();
      this.#stand.clock.advance(6_000);
    }
    wire.socket.resume();
    await wire.hearsEnd();
    wire.vanishes();
    return how === 'finish';
  }

  /** What became of the mailbox of somebody whose session broke off; `isBye`: the goodbye was heard. */
  async #looks(
    user: string,
    before: readonly { key: string; text: string }[],
    isBye: boolean,
  ): Promise<void> {
    const inside = this.#some(({ state }) => state === 'transaction').length;
    await becomes(() => this.#unended === inside);
    const after = this.#model.box(user);
    const count = this.#namesIn(user).length + this.#maildirs.names('cur', user).length;
    if (isBye) assert.equal(count, after.length, 'not deleted');
    else assert.ok(count === after.length || count === before.length, 'deleted by half');
    if (count === before.length) this.#model.boxes.set(user, [...before]);
  }

  /** Sessions that began and have not ended, as the windows were told. */
  get #unended(): number {
    const { notes } = this.#stand.windows;
    return notes.filter((note) => note.startsWith('granted')).length * 2 - notes.length;
  }

  async #startTls(): Promise<void> {
    const [client] = this.#some((one) => one.state === 'authorization' && !one.isSecure);
    if (client === undefined) return;
    const { wire, model } = client;
    const { isLast, line } = model.says('STLS');
    await wire.sends(this.#talk.random() < 0.5 ? 'STLS\r\n' : 'STLS\r\nUSER joe\r\nCAPA\r\n');
    await wire.hears(line);
    if (isLast === true || !line.startsWith('+OK')) return;
    await wire.startTls();
    model.isSecure = true;
    // The server, too, knows that the handshake is done.
    await this.#converse(client, ['CAPA']);
  }

  /** Another mail program reads the mailboxes. */
  #moveOn(): void {
    for (const user of users)
      for (const name of this.#namesIn(user)) {
        if (this.#talk.random() < 0.5) continue;
        const to = this.#maildirs.at('cur', `${name}:2,S`, user);
        fs.renameSync(this.#maildirs.at('new', name, user), to);
      }
  }

  #namesIn(user: string): readonly string[] {
    const isThere = fs.existsSync(this.#maildirs.at('cur', '', user));
    return isThere ? this.#maildirs.names('new', user) : [];
  }

  async #pass(ms: number): Promise<void> {
    this.#stand.clock.advance(ms);
    const now = this.#stand.clock.monotonic();
    for (const { model } of this.#clients) {
      const isIdle = now - model.activeAt >= 10 * minuteMs;
      if (isIdle || now - model.startedAt >= 120 * minuteMs) model.end();
    }
    await turn();
  }

  async #revoke(user: string): Promise<void> {
    this.#stand.revoked.emit(user);
    for (const client of this.#some((one) => one.user === user && one.state !== 'ended'))
      await this.#ends(client);
  }

  async #restart(): Promise<void> {
    for (const { model } of this.#clients) model.end();
    const stopped = this.#stand.server.stop(1_000);
    this.#stand.clock.advance(2_000);
    await stopped;
    this.#maildirs.restart();
    await this.#stand.server.start();
  }

  /** Clients whose sessions are so, beginning with any of them. */
  #some(isSo: (model: ModelSession) => boolean): readonly Client[] {
    const found = this.#clients.filter(({ model }) => isSo(model));
    const from = Math.floor(this.#talk.random() * found.length);
    return [...found.slice(from), ...found.slice(0, from)];
  }
}

/** Whether it was heard to its end; `isWhole`: it must be. */
function begins(heard: string, wanted: readonly Expected[], isWhole: boolean): boolean {
  let left = heard;
  for (const { line, body = '' } of wanted) {
    const end = left.indexOf('\r\n') + 2;
    assert.ok(!isWhole || end >= 2, 'cut off');
    if (end < 2) return false;
    const said = left.slice(0, end);
    assert.ok(line.endsWith('\r\n') ? said === line : said.startsWith(line), `${said} for ${line}`);
    const part = left.slice(end, end + body.length);
    assert.ok(typeof body === 'string' && body.startsWith(part), 'another body');
    assert.ok(!isWhole || part === body, 'cut off');
    if (part !== body) return false;
    left = left.slice(end + part.length);
  }
  assert.equal(left, '');
  return wanted.at(-1)?.isLast === true;
}

interface Servers {
  readonly stand: Pop3Stand;
  readonly maildirs: MaildirStand;
}

async function servers(t: TestContext): Promise<Servers> {
  const made: MaildirStand[] = [];
  const stand = await Pop3Stand.start(t, {
    ...{ tls: true, apop: true },
    mailboxes: { open: (user, holder) => made[0]!.boxes.open(user, holder) },
  });
  const maildirs = new MaildirStand(t, stand.clock);
  made.push(maildirs);
  return { stand, maildirs };
}

for (const seed of [1, 2, 3])
  test(`whatever clients say and do (${seed}), each hears what RFC 1939 says, octet by octet`, async (t) => {
    const office = new Office(t, seed, await servers(t));
    try {
      for (let step = 0; step < 150; step += 1) await office.step();
      await office.end();
    } catch (cause) {
      throw new Error(office.told.slice(-80).join('\n'), { cause });
    }
  });
