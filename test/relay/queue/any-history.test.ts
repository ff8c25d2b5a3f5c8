import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { seeded } from '../../helpers/seeded.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { failureAt } from './fake-upstream.ts';
import { hour, local, minute, QueueStand } from './queue-stand.ts';
import { FailingFiles } from './spool/failing-files.ts';

/** Refuses all writes, or all flushes, as long as it is told to. */
class MoodyDisk extends FailingFiles {
  refuses: 'write' | 'flush' | null = null;

  override write(...call: Parameters<FailingFiles['write']>): Promise<void> {
    return this.refuses === 'write' ? Promise.reject(full()) : super.write(...call);
  }

  override flush(...call: Parameters<FailingFiles['flush']>): Promise<void> {
    return this.refuses === 'flush' ? Promise.reject(full()) : super.flush(...call);
  }
}

const full = (): Error => Object.assign(new Error('no space'), { code: 'ENOSPC' });

/** An office on its worst days: each step is one of what can happen to its queue. */
class WorstDays {
  readonly #t: TestContext;
  readonly #random: () => number;
  readonly #folder: string;
  readonly #clock = new TestClock();
  readonly told: string[] = [];
  /** Answered 250, and not deleted by hand. */
  readonly owed = new Set<string>();
  readonly ended = new Set<string>();
  stand!: QueueStand;
  #disk = new MoodyDisk();
  #count = 0;

  private constructor(t: TestContext, seed: number) {
    this.#t = t;
    this.#random = seeded(seed);
    this.#folder = tempFolder(t);
  }

  static async begin(t: TestContext, seed: number): Promise<WorstDays> {
    const days = new WorstDays(t, seed);
    await days.#start();
    return days;
  }

  async step(): Promise<void> {
    const [name, happen] = this.#pick(this.#steps);
    this.told.push(name);
    try {
      await happen();
    } catch (error) {
      // A disk that takes nothing is an answer, too.
      if (this.#disk.refuses === null) throw error;
    }
  }

  /** All is well again, for days. */
  async heal(): Promise<void> {
    this.#disk.refuses = null;
    this.stand.boxFailure = null;
    this.stand.missing.clear();
    this.#mood('well');
    await this.stand.pass(3 * minute, 10_000);
    await this.stand.queue.release(this.stand.ids());
    await this.stand.queue.resume();
    await this.stand.pass(100 * hour, 30 * minute);
    this.#readJournal();
  }

  readonly #steps: readonly (readonly [name: string, happen: () => unknown])[] = [
    ...Array.from({ length: 3 }, () => ['take', () => this.#take()] as const),
    ...Array.from({ length: 2 }, () => ['mood', () => this.#mood()] as const),
    ['pass', () => this.stand.pass(this.#pick([1_000, minute, 5 * minute, hour, 80 * hour]))],
    ['clock', () => this.#clock.stepWall(this.#pick([-9_600, -1, 1, 9_600]) * hour)],
    ['hold', () => this.stand.queue.hold(this.#some())],
    ['release', () => this.stand.queue.release(this.#some())],
    ['retry', () => this.stand.queue.retry(this.#some())],
    ['delete', () => this.#deleteOne()],
    ['pause', () => this.stand.queue.pause()],
    ['resume', () => this.stand.queue.resume()],
    ['provider', () => this.stand.queue.providerChanged()],
    ['mailbox', () => (this.stand.boxFailure = this.#pick([null, full()]))],
    ['people', () => this.stand.missing.set('ann', 'unknown')],
    ['disk', () => (this.#disk.refuses = this.#pick(['write', 'flush', null]))],
    ['restart', () => this.#restart()],
  ];

  async #take(): Promise<void> {
    this.#count += 1;
    const to = this.#pick([
      [`ann${this.#count}@example.net`],
      [`ann${this.#count}@example.net`, `bob${this.#count}@example.net`],
      [local('ann')],
      [local('ann'), `bob${this.#count}@example.net`],
    ]);
    const lines = this.#random() < 0.1 ? 60_000 : 1;
    this.owed.add(
      await this.stand.take({ to, text: `Subject: x\r\n\r\n${'line\r\n'.repeat(lines)}` }),
    );
  }

  #mood(name = this.#pick(['well', 'away', 'sign-in', 'busy', 'drops', 'picky'])): void {
    const { provider } = this.stand;
    const sometimes = <T>(what: T): T | null => (this.#random() < 0.5 ? what : null);
    provider.maxConnections = 1 + Math.floor(this.#random() * 3);
    provider.onDial = () => {
      if (name === 'away') return failureAt('connect', '', 'ECONNREFUSED');
      return name === 'sign-in' ? failureAt('auth', '535 5.7.8 no') : null;
    };
    provider.onMail = () => {
      if (name === 'busy') return sometimes(failureAt('mail', '421 4.7.0 too many'));
      return name === 'drops' ? sometimes(failureAt('mail', '', 'ECONNECTION')) : null;
    };
    const answers = ['250 2.0.0 ok', '450 4.2.1 later', '550 5.1.1 no', '530 5.7.0 sign in'];
    provider.onRecipient = () => (name === 'picky' ? this.#pick(answers) : '250 2.0.0 ok');
  }

  async #deleteOne(): Promise<void> {
    const [id] = this.#some();
    if (id === undefined || this.stand.queue.get(id)?.state === 'sending') return;
    if ((await this.stand.queue.remove([id])) === 1) this.owed.delete(id);
  }

  async #restart(): Promise<void> {
    await this.stand.queue.stop(200);
    this.#readJournal();
    await this.#start();
  }

  async #start(): Promise<void> {
    this.#disk = new MoodyDisk();
    const [folder, clock, files] = [this.#folder, this.#clock, this.#disk];
    this.stand = await QueueStand.start(this.#t, { folder, clock, files });
  }

  #readJournal(): void {
    for (const { event, id = '' } of this.stand.journal.entries) {
      assert.notEqual(event, 'queue.worker-failed');
      if (['queue.delivered', 'queue.bounced', 'queue.expired'].includes(event)) this.ended.add(id);
    }
  }

  #some(): string[] {
    return this.stand.ids().filter(() => this.#random() < 0.4);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

for (const seed of [1, 2, 3, 4, 5])
  test(`whatever happens to a queue (${seed}), each message that was answered 250 has an end, and nothing stays behind`, async (t) => {
    const days = await WorstDays.begin(t, seed);
    for (let step = 0; step < 40; step += 1) await days.step();
    await days.heal();
    const { stand, owed, ended, told } = days;
    assert.deepEqual(stand.queue.counts(), { waiting: 0, sending: 0, held: 0 }, told.join(' '));
    assert.deepEqual(
      [...owed].filter((id) => !ended.has(id)),
      [],
      told.join(' '),
    );
    assert.deepEqual(await stand.onDisk(), []);
  });
