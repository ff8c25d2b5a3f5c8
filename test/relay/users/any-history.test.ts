import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Result } from '../../../main/contract/result.ts';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import { WindowTable } from '../../../main/relay/popauth/window-table.ts';
import { SignInDesk } from '../../../main/relay/users/sign-in-desk.ts';
import { UserDirectory } from '../../../main/relay/users/user-directory.ts';
import { seeded } from '../../helpers/seeded.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { TestSettings } from '../../helpers/test-settings.ts';
import { MemoryStore } from '../popauth/memory-store.ts';
import { blockLimits, ExpectedBlocks } from './expected-blocks.ts';

/** NeDB's own file layer: what it calls when it writes the file anew. */
interface Storage {
  crashSafeWriteFileLinesAsync: (...call: readonly unknown[]) => Promise<void>;
}
const storage = createRequire(import.meta.url)('@seald-io/nedb/lib/storage.js') as Storage;

const minute = 60_000;
const names = ['joe', 'ann'] as const;
const peers = ['192.0.2.1', '192.0.2.2', '203.0.113.9'] as unknown as readonly AddressKey[];

interface Person {
  readonly password: string;
  readonly enabled: boolean;
}

/** People come, go and forget their passwords: each step is one of what can happen. */
class WorstDays {
  readonly #random: () => number;
  readonly #clock = new TestClock();
  readonly #settings = new TestSettings();
  readonly #journal = new TestJournal();
  readonly #windowStore = new MemoryStore();
  readonly #file: string;
  readonly #told: string[] = [];
  /** Who there is, as who changes them was told. */
  readonly #people = new Map<string, Person>();
  /** `user address`: until when (monotonic ms) they may send. */
  readonly #windows = new Map<string, number>();
  #blocks = this.#noBlocks();
  #users!: UserDirectory;
  #desk!: SignInDesk;
  #table!: WindowTable;
  #failsAt: 'start' | 'end' | null = null;
  #count = 0;

  constructor(t: TestContext, seed: number) {
    this.#random = seeded(seed);
    this.#file = path.join(tempFolder(t), 'users.db');
    this.#settings.change('limits', blockLimits);
    this.#breakDisk(t);
  }

  async start(): Promise<void> {
    const [settings, clock, journal] = [this.#settings, this.#clock, this.#journal];
    const users = new UserDirectory({ file: this.#file, settings, clock, journal });
    const store = this.#windowStore;
    this.#table = new WindowTable({ store, settings, clock, journal, users });
    users.onRevoked((name) => this.#table.revokeUser(name));
    this.#desk = new SignInDesk({ users, settings, clock, journal });
    this.#users = users;
    await users.start();
    await this.#table.start();
  }

  async step(): Promise<void> {
    const [name, happen] = this.#pick(this.#steps);
    this.#told.push(name);
    try {
      await happen();
      this.#check();
    } catch (cause) {
      throw new Error(this.#told.join(' '), { cause });
    }
  }

  readonly #steps: readonly (readonly [name: string, happen: () => unknown])[] = [
    ['add', () => this.#add()],
    ['remove', () => this.#remove()],
    ...Array.from({ length: 3 }, () => ['password', () => this.#setPassword()] as const),
    ['enable', () => this.#setEnabled(true)],
    ['disable', () => this.#setEnabled(false)],
    ...Array.from({ length: 5 }, () => ['sign-in', () => this.#signInAsNow()] as const),
    ['wrong', () => this.#signInWith('wrong')],
    ['old', () => this.#signInWith(`secret ${1 + Math.floor(this.#random() * this.#count)}`)],
    ['pass', () => this.#clock.advance(this.#pick([1_000, minute, 2 * minute, 16 * minute]))],
    ['clock', () => this.#clock.stepWall(this.#pick([-60, -1, 1, 60]) * minute)],
    ['crash', () => this.#crash()],
  ];

  /** The file is written anew at each change; that can fail before anything is there, and after all is. */
  #breakDisk(t: TestContext): void {
    const { crashSafeWriteFileLinesAsync } = storage;
    storage.crashSafeWriteFileLinesAsync = async (...call) => {
      const failsAt = this.#failsAt;
      this.#failsAt = null;
      if (failsAt !== 'start') await crashSafeWriteFileLinesAsync(...call);
      if (failsAt !== null) throw new Error('bad disk');
    };
    t.after(() => Object.assign(storage, { crashSafeWriteFileLinesAsync }));
  }

  async #add(): Promise<void> {
    const [name, password] = [this.#pick(names), this.#newPassword()];
    await this.#change(name, { password, enabled: true }, !this.#people.has(name), () =>
      this.#users.add({ name, password }),
    );
  }

  async #remove(): Promise<void> {
    const name = this.#pick(names);
    await this.#change(name, null, this.#people.has(name), () => this.#users.remove(name));
  }

  async #setPassword(): Promise<void> {
    const [name, password] = [this.#pick(names), this.#newPassword()];
    const person = this.#people.get(name);
    const changed = person && { ...person, password };
    await this.#change(name, changed, person !== undefined, () =>
      this.#users.setPassword(name, password),
    );
  }

  async #setEnabled(enabled: boolean): Promise<void> {
    const name = this.#pick(names);
    const person = this.#people.get(name);
    // Nothing to change: that needs no disk, and takes nobody's window.
    if (person?.enabled === enabled) return;
    const changed = person && { ...person, enabled };
    await this.#change(name, changed, person !== undefined, () =>
      this.#users.setEnabled(name, enabled),
    );
  }

  /** Done or not as it was told, and what stood on the person as he was before is void at once. */
  async #change(
    name: string,
    person: Person | null | undefined,
    isPossible: boolean,
    run: () => Promise<Result<unknown>>,
  ): Promise<void> {
    this.#failsAt = this.#pick([null, null, null, 'start', 'end']);
    const isGood = this.#failsAt === null;
    const { ok } = await run();
    this.#failsAt = null;
    assert.equal(ok, isPossible && isGood);
    if (!isGood && this.#random() < 0.5) await this.#crash();
    if (!ok) return;
    const before = this.#people.get(name);
    if (person) this.#people.set(name, person);
    else this.#people.delete(name);
    for (const key of this.#windows.keys())
      if (key.startsWith(`${name} `)) this.#windows.delete(key);
    if (before) await this.#signIn(name, before.password);
  }

  #noBlocks(): ExpectedBlocks {
    return new ExpectedBlocks(this.#clock, (name) => this.#users.get(name)?.lastSignInFrom ?? null);
  }

  #newPassword(): string {
    this.#count += 1;
    return `secret ${this.#count}`;
  }

  async #signInAsNow(): Promise<void> {
    const name = this.#pick(names);
    await this.#signIn(name, this.#people.get(name)?.password ?? 'wrong');
  }

  async #signInWith(password: string): Promise<void> {
    await this.#signIn(this.#pick(names), password);
  }

  async #signIn(name: string, password: string): Promise<void> {
    const peer = this.#pick(peers);
    const person = this.#people.get(name);
    const until = this.#blocks.until(name, peer);
    const isRight = person?.enabled === true && person.password === password;
    const at = this.#clock.monotonic();
    const outcome = await this.#try(name, password, peer);
    if (until !== null) assert.deepEqual(outcome, { outcome: 'blocked', until });
    else if (isRight) this.#succeeded(name, peer, outcome);
    else {
      assert.deepEqual(outcome, { outcome: 'wrong' });
      this.#blocks.failed(name, peer, at);
    }
  }

  async #try(user: string, password: string, peer: AddressKey): Promise<unknown> {
    const { pending } = this.#clock;
    const credentials = { kind: 'password', method: 'PLAIN', user, password } as const;
    let outcome: unknown = null;
    void this.#desk.check(credentials, peer, 'pop3').then((told) => (outcome = told));
    while (outcome === null) {
      await setImmediate();
      // Who was wrong waits for the answer.
      if (this.#clock.pending > pending) this.#clock.advance(1_000);
    }
    return outcome;
  }

  #succeeded(user: string, address: AddressKey, outcome: unknown): void {
    assert.deepEqual(outcome, { outcome: 'ok', user });
    this.#blocks.succeeded(user, address);
    this.#table.grant({ address, user, source: 'pop3' });
    assert.ok(this.#table.list().some((one) => one.user === user && one.address === address));
    this.#windows.set(`${user} ${address}`, this.#clock.monotonic() + 15 * minute);
  }

  /** As kill -9 leaves it: what was told as done is there, and no more. */
  async #crash(): Promise<void> {
    const left = fs.readFileSync(this.#file);
    await this.#users.stop();
    await this.#table.stop();
    fs.writeFileSync(this.#file, left);
    this.#blocks = this.#noBlocks();
    await this.start();
    const open = this.#table.list().map(({ user, address }) => `${user} ${address}`);
    for (const key of this.#windows.keys()) if (!open.includes(key)) this.#windows.delete(key);
  }

  #check(): void {
    const listed = this.#users.list().map(({ name, enabled }) => `${name} ${enabled}`);
    const wanted = [...this.#people].map(([name, { enabled }]) => `${name} ${enabled}`);
    assert.deepEqual(listed, wanted.sort());
    const now = this.#clock.monotonic();
    for (const { user, address } of this.#table.list())
      assert.ok((this.#windows.get(`${user} ${address}`) ?? 0) > now, `${user} may still send`);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

for (const seed of [5, 7])
  test(`whatever happens to people (${seed}), who was told to be in or out is, also after a crash, and blocks begin and end when they should`, async (t) => {
    const days = new WorstDays(t, seed);
    await days.start();
    for (let step = 0; step < 70; step += 1) await days.step();
  });
