import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { check, type Findings } from '../helpers/power-cut/check.ts';
import { Disk } from '../helpers/power-cut/disk.ts';
import { contentIn, putContent, type Content } from '../helpers/power-cut/folder-content.ts';
import { knownAfter, Ledger, type Known } from '../helpers/power-cut/ledger.ts';
import { losses } from '../helpers/power-cut/lost.ts';
import { OfficeLoad, type Recording } from '../helpers/power-cut/office-load.ts';
import { needsProgram } from '../helpers/programs.ts';
import { seeded } from '../helpers/seeded.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** For a longer look: `MAILROOM_POWER_CUTS=500 MAILROOM_POWER_CUT_SEED=7 npm test -- power-cut`. */
const cuts = Number(process.env['MAILROOM_POWER_CUTS'] ?? 32);
const seed = Number(process.env['MAILROOM_POWER_CUT_SEED'] ?? 1);
/** After each so many, the power goes once more while the relay recovers. */
const relapseEvery = 8;
const relaysAtOnce = 2;

/**
 * kill -9 leaves what was only written. A power cut need not: so what a relay does to its disk is recorded, and it is
 * started on states that a file system may leave.
 */
test(
  'after a power cut at any moment the relay starts, and keeps what it had promised',
  { skip: needsProgram('strace') },
  async (t) => {
    const home = path.join(tempFolder(t), 'home');
    fs.mkdirSync(home);
    const recording = await new OfficeLoad(t, home).record();
    const cutter = new PowerCuts(recording, tempFolder(t));
    cutter.mustKnowAll(contentIn(home));
    const wrong: string[] = [];
    const alarms: string[] = [];
    let [sentTwice, next] = [0, 0];
    const work = async (): Promise<void> => {
      for (let number = next++; number < cuts; number = next++) {
        const found = await cutter.cut(number);
        wrong.push(...found.wrong);
        alarms.push(...found.alarms);
        sentTwice += found.sentTwice;
      }
    };
    await Promise.all(Array.from({ length: relaysAtOnce }, work));
    t.diagnostic(
      `${cuts} power cuts with seed ${seed}, ${sentTwice} sent twice; told as amiss: ${alarms.join(', ') || 'nothing'}`,
    );
    assert.deepEqual(wrong, []);
    // Where a later page reached the disk and an earlier one did not, that looks like a bad disk, and mail may be lost.
    assert.deepEqual(
      alarms.filter((text) => !text.startsWith('queue.damaged')),
      [],
    );
  },
);

/** One that is to be checked. */
interface State {
  readonly content: Content;
  readonly known: Known;
  /** Where the power went, in words. */
  readonly name: string;
}

class PowerCuts {
  readonly #recording: Recording;
  readonly #disk: Disk;
  readonly #ledger: Ledger;
  readonly #folder: string;

  constructor(recording: Recording, folder: string) {
    this.#recording = recording;
    this.#folder = folder;
    this.#ledger = new Ledger(recording);
    this.#disk = new Disk(recording.folder);
    for (const step of recording.steps) this.#disk.apply(step);
  }

  /** What was recorded is what happened: with nothing lost the folder is as it is. */
  mustKnowAll(real: Content): void {
    const { live } = this.#disk;
    assert.deepEqual([...live.keys()].sort(), [...real.keys()].sort());
    for (const [name, octets] of real)
      assert.ok(octets === null || live.get(name)?.equals(octets), `${name} is not as recorded`);
    for (const places of this.#ledger.promises) assert.ok(places.length > 0);
  }

  async cut(number: number): Promise<Findings> {
    const random = seeded(seed * 1_000_003 + number);
    const loss = losses[number % losses.length] ?? { names: 'all', data: 'all' };
    const at = this.#moment(number, random);
    const state: State = {
      content: this.#disk.after(at, loss, random),
      known: this.#ledger.at(at),
      name: `cut ${number} at ${at}, lost: names ${loss.names}, octets ${loss.data}`,
    };
    if (number % relapseEvery !== relapseEvery - 1) return this.#check(state, number);
    return this.#relapse(state, number, random);
  }

  /** Anywhere, or where something had just been promised. */
  #moment(number: number, random: () => number): number {
    const { steps } = this.#recording;
    const last = steps.at(-1)?.ended ?? 0;
    const promised = this.#ledger.promises[number % 4];
    return promised?.[Math.floor(random() * promised.length)] ?? Math.floor(random() * last);
  }

  /** The power goes again while the relay does what is left. */
  async #relapse(state: State, number: number, random: () => number): Promise<Findings> {
    const trace = path.join(this.#folder, `trace-${number}`);
    const first = await this.#check(state, number, trace);
    if (first.wrong.length > 0) return first;
    const disk = new Disk(this.#rootOf(number), state.content);
    for (const step of first.steps) disk.apply(step);
    const writes = first.steps.filter(({ kind }) => kind === 'write' || kind === 'rename');
    const at = writes[Math.floor(random() * writes.length)]?.ended ?? 0;
    const loss = losses[Math.floor(random() * losses.length)] ?? { names: 'all', data: 'all' };
    const second = await this.#check(
      {
        content: disk.after(at, loss, random),
        known: knownAfter(state.known, first.steps, at),
        name: `${state.name}; again at ${at}, lost: names ${loss.names}, octets ${loss.data}`,
      },
      number,
    );
    return { ...second, alarms: [...first.alarms, ...second.alarms] };
  }

  async #check({ content, known, name }: State, number: number, trace?: string): Promise<Findings> {
    const root = this.#rootOf(number);
    fs.rmSync(root, { recursive: true, force: true });
    putContent(root, content);
    const { letters } = this.#recording;
    const dataFolder = path.join(root, 'Mailroom');
    const found = await check({ dataFolder, known, letters, trace });
    if (found.wrong.length === 0) return found;
    const kept = fs.mkdtempSync(path.join(os.tmpdir(), 'mailroom-power-cut-'));
    putContent(kept, content);
    const wrong = found.wrong.map((text) => `${name} (kept in ${kept}): ${text}`);
    return { ...found, wrong };
  }

  #rootOf(number: number): string {
    return path.join(this.#folder, String(number));
  }
}
