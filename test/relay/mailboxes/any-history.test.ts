import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import { Pop3Session } from '../../../main/relay/pop3/session.ts';
import { seeded } from '../../helpers/seeded.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { MaildirStand } from './maildir-stand.ts';
import { watchFiles } from './watch-files.ts';

/** Files bear the time of the system: the clock says that too, and passes only when it is told to. */
class DiskClock extends TestClock {
  override now(): number {
    return Date.now();
  }
}

/** A session with its mailbox open, and what its client knows. */
interface Client {
  readonly session: Pop3Session;
  /** The message of each number, as they were at sign-in. */
  readonly keys: readonly string[];
  readonly marked: Set<number>;
  /** Nobody listens any more, and the server does not know it yet. */
  isGone: boolean;
}

/** One mailbox on its worst days: each step is one of what can happen to it. */
class WorstDays {
  readonly #random: () => number;
  readonly #clock = new DiskClock();
  readonly #stand: MaildirStand;
  readonly #told: string[] = [];
  /** What was delivered and not deleted, by its key; what nobody can know is in neither. */
  readonly #owed = new Map<string, string>();
  readonly #gone = new Set<string>();
  /** UIDL of each message that was ever listed. */
  readonly #uids = new Map<string, string>();
  #client: Client | null = null;
  #refuses = 'nothing';
  #count = 0;

  constructor(t: TestContext, seed: number) {
    this.#random = seeded(seed);
    this.#stand = new MaildirStand(t, this.#clock);
    watchFiles(t).onStep = (step) => {
      if (step.startsWith(this.#refuses))
        throw Object.assign(new Error('bad disk'), { code: 'EIO' });
    };
  }

  async step(): Promise<void> {
    const [name, happen] = this.#pick(this.#steps);
    this.#told.push(name);
    try {
      await happen();
    } catch (cause) {
      throw new Error(this.#told.join(' '), { cause });
    }
    // Of what other programs do one hears a moment later.
    this.#clock.advance(25);
  }

  /** All is well again: who signs in finds all that is owed, and nothing that was deleted. */
  async heal(): Promise<void> {
    this.#refuses = 'nothing';
    this.#vanish();
    await this.#signIn();
    assert.notEqual(this.#client, null, 'nobody gets in any more');
  }

  readonly #steps: readonly (readonly [name: string, happen: () => unknown])[] = [
    ...Array.from({ length: 4 }, () => ['deliver', () => this.#deliver(this.#newKey())] as const),
    ['deliver-again', () => this.#deliver([...this.#owed.keys()].at(-1) ?? this.#newKey())],
    ['deliver-again', () => this.#deliver([...this.#owed.keys()][0] ?? this.#newKey())],
    ...Array.from({ length: 4 }, () => ['sign-in', () => this.#signIn()] as const),
    ...Array.from({ length: 4 }, () => ['retr', () => this.#retrieve()] as const),
    ...Array.from({ length: 4 }, () => ['dele', () => this.#delete()] as const),
    ['rset', () => this.#reset()],
    ['quit', () => this.#quit()],
    ['quit', () => this.#quit()],
    ['vanish', () => this.#vanish()],
    ['gone', () => this.#client && (this.#client.isGone = true)],
    ['move', () => this.#moveOn()],
    ['move', () => this.#moveOn()],
    ['disk', () => (this.#refuses = this.#pick(['write', 'flush', 'rename', 'unlink']))],
    ['well', () => (this.#refuses = 'nothing')],
    ['restart', () => this.#restart()],
    ['remove', () => this.#random() < 0.2 && this.#remove()],
  ];

  #newKey(): string {
    this.#count += 1;
    return `M${this.#count}`;
  }

  async #deliver(key: string): Promise<void> {
    const lines = this.#owed.has(key) ? 0 : this.#pick([1, 1, 1, 9_000]);
    const text = this.#owed.get(key) ?? `Subject: ${key}\r\n\r\n${'line\r\n'.repeat(lines)}`;
    try {
      await this.#stand.deliver(text, key);
      this.#owed.set(key, text);
    } catch (error) {
      if (this.#refuses === 'nothing') throw error;
    }
  }

  /** Another PC checks mail: it gets in unless somebody is there. */
  async #signIn(): Promise<void> {
    const isTaken = this.#client !== null && !this.#client.isGone;
    const session = this.#newSession();
    await session.receive('USER joe', 8);
    const entering = session.receive('PASS secret', 11);
    await setImmediate();
    this.#clock.advance(1_100);
    const { line } = await entering;
    if (isTaken) assert.match(line, /IN-USE/);
    else if (this.#refuses === 'nothing') assert.match(line, /^\+OK/);
    if (!line.startsWith('+OK')) return;
    this.#client = { session, keys: await this.#look(session), marked: new Set(), isGone: false };
  }

  #newSession(): Pop3Session {
    const holder = {
      peer: '192.0.2.7' as AddressKey,
      giveWay: () => {
        if (this.#client?.isGone === true) this.#client.session.giveWay(1_000);
      },
    };
    const context = {
      signIn: { check: () => Promise.resolve({ outcome: 'ok', user: 'joe' } as const) },
      windows: { grant: () => 'granted' as const, sessionEnded: () => undefined },
      ...{ mailboxes: this.#stand.boxes, journal: this.#stand.journal, peer: holder.peer },
      ...{ hostname: 'office', allowsPlaintext: true, apopOffered: false, canStartTls: false },
      commandsBeforeSignIn: 50,
    };
    return new Pop3Session(context, true, holder);
  }

  /** What a client sees that fetches all. */
  async #look(session: Pop3Session): Promise<string[]> {
    const listed = linesOf((await session.receive('UIDL', 4)).body);
    const keys: string[] = [];
    for (const [at, line] of listed.entries()) {
      const key = await this.#read(session, at + 1);
      const uid = line.split(' ')[1];
      assert.equal(this.#uids.get(key) ?? uid, uid, 'another UIDL');
      this.#uids.set(key, String(uid));
      keys.push(key);
    }
    assert.equal(new Set(keys).size, keys.length, 'a message is there twice');
    assert.equal(new Set(this.#uids.values()).size, this.#uids.size, 'a UIDL was given twice');
    const lost = [...this.#owed.keys()].filter((key) => !keys.includes(key));
    const back = keys.filter((key) => this.#gone.has(key));
    assert.deepEqual({ lost, back }, { lost: [], back: [] });
    return keys;
  }

  async #read(session: Pop3Session, number: number): Promise<string> {
    const { line, body } = await session.receive(`RETR ${number}`, 6);
    assert.match(line, /^\+OK/);
    const whole = body instanceof Readable ? Buffer.concat(await body.toArray()) : String(body);
    const text = whole.toString();
    const key = /^Subject: (\w+)/.exec(text)?.[1] ?? '';
    assert.equal(text, this.#owed.get(key) ?? text);
    return key;
  }

  async #retrieve(): Promise<void> {
    if (this.#client === null) return;
    const { session, keys, marked } = this.#client;
    const at = this.#someOf(keys);
    if (at >= 0 && !marked.has(at)) assert.equal(await this.#read(session, at + 1), keys[at]);
    const left = keys.flatMap((key, n) => (marked.has(n) ? [] : `${n + 1} ${this.#uids.get(key)}`));
    assert.deepEqual(linesOf((await session.receive('UIDL', 4)).body), left);
  }

  async #delete(): Promise<void> {
    if (this.#client === null) return;
    const at = this.#someOf(this.#client.keys);
    await this.#client.session.receive(`DELE ${at + 1}`, 6);
    if (at >= 0) this.#client.marked.add(at);
  }

  async #reset(): Promise<void> {
    await this.#client?.session.receive('RSET', 4);
    this.#client?.marked.clear();
  }

  async #quit(): Promise<void> {
    if (this.#client === null) return;
    const { session, keys, marked } = this.#client;
    const asked = [...marked].map((at) => String(keys[at]));
    for (const key of asked) this.#owed.delete(key);
    const { line } = await session.receive('QUIT', 4);
    this.#client = null;
    if (line.startsWith('+OK')) for (const key of asked) this.#gone.add(key);
    else assert.notEqual(this.#refuses, 'nothing');
  }

  #vanish(): void {
    this.#client?.session.end();
    this.#client = null;
  }

  /** Another mail program reads the mailbox: what is new goes to cur/, and gets flags there. */
  #moveOn(): void {
    for (const sub of ['new', 'cur'] as const)
      for (const name of fs.existsSync(this.#stand.at(sub)) ? this.#stand.names(sub) : []) {
        if (this.#random() < 0.5) continue;
        const flags = this.#pick([':2,', ':2,S', ':2,RS']);
        fs.renameSync(
          this.#stand.at(sub, name),
          this.#stand.at('cur', name.replace(/:.*/, '') + flags),
        );
      }
  }

  #restart(): void {
    this.#vanish();
    this.#stand.restart();
  }

  /** The user is removed with all mail, and added again under the same name. */
  async #remove(): Promise<void> {
    this.#refuses = 'nothing';
    this.#vanish();
    await this.#stand.boxes.remove('joe');
    for (const key of [...this.#owed.keys(), ...this.#uids.keys()]) this.#gone.add(key);
    this.#owed.clear();
  }

  #someOf(list: readonly unknown[]): number {
    return Math.floor(this.#random() * list.length) - (list.length === 0 ? 1 : 0);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

const linesOf = (body: unknown): string[] => String(body).split('\r\n').slice(0, -1);

for (const seed of [1, 2, 3, 4, 5])
  test(`whatever happens to a mailbox (${seed}), nothing that was delivered is lost, nothing comes back, and each message keeps its UIDL`, async (t) => {
    const days = new WorstDays(t, seed);
    for (let step = 0; step < 200; step += 1) await days.step();
    await days.heal();
  });
