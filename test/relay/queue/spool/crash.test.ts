import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  encodeRecord,
  recordHeaderBytes,
  sealRecords,
} from '../../../../main/relay/queue/spool/record.ts';
import { realFiles, type SpoolFiles } from '../../../../main/relay/queue/spool/segment-files.ts';
import { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { TestJournal } from '../../../helpers/test-journal.ts';
import { FailingFiles } from './failing-files.ts';
import { bodyOf, envelope, SpoolStand, store } from './spool-stand.ts';

interface Log {
  readonly folder: string;
  readonly file: string;
  readonly octets: Buffer;
  /** Size after each batch. */
  readonly ends: readonly number[];
}

/** A log of these batches in one segment. */
async function logOf(t: TestContext, batches: readonly (readonly string[])[]): Promise<Log> {
  const folder = tempFolder(t);
  const { spool } = await new SpoolStand(t, folder).open();
  const ends: number[] = [];
  const log = () =>
    path.join(folder, fs.readdirSync(folder).find((name) => /^log-/.test(name)) ?? '');
  for (const batch of batches) {
    await Promise.all(batch.map((id) => store(spool, id)));
    ends.push(fs.statSync(log()).size);
  }
  await spool.close();
  return { folder, file: log(), octets: fs.readFileSync(log()), ends };
}

/** A disk that gives everything but what lies around this offset. */
const withBadSector = (badAt: number): SpoolFiles => ({
  ...realFiles,
  read: (handle, buffer, position) =>
    position <= badAt && position + buffer.length > badAt
      ? Promise.reject(Object.assign(new Error('a bad sector'), { code: 'EIO' }))
      : realFiles.read(handle, buffer, position),
});

/** What a start finds in these octets. */
async function found(log: Log, octets: Buffer): Promise<{ ids: string[]; events: string[] }> {
  fs.writeFileSync(log.file, octets);
  const journal = new TestJournal();
  const spool = new Spool({ folder: log.folder, journal });
  const messages = await spool.loadReadOnly();
  for (const message of messages)
    assert.match(await bodyOf(spool, message), /^Subject: .*\r\n\r\n$/);
  await spool.close();
  return { ids: messages.map(({ id }) => id), events: journal.events() };
}

test('cut at any octet of the last batch: what was flushed before is there, the torn end is noted', async (t) => {
  const log = await logOf(t, [['A', 'B'], ['C'], ['D', 'E']]);
  const [, start = 0, end = 0] = log.ends;
  const seen = new Set<string>();
  for (let cut = start; cut <= end; cut += 1) {
    const { ids, events } = await found(log, log.octets.subarray(0, cut));
    assert.deepEqual(ids, ['A', 'B', 'C', 'D', 'E'].slice(0, ids.length), `cut at ${cut}`);
    assert.ok(ids.length >= 3, `cut at ${cut}: ${ids.join()}`);
    seen.add(`${ids.length} ${events.join()}`);
  }
  assert.deepEqual([...seen], ['3 ', '3 queue.torn-record', '4 ', '4 queue.torn-record', '5 ']);
});

test('one wrong octet anywhere costs no other message', async (t) => {
  const log = await logOf(t, [['A'], ['B'], ['C'], ['D']]);
  const starts = [0, ...log.ends];
  for (let at = 0; at < log.octets.length; at += 1) {
    const octets = Buffer.from(log.octets);
    octets[at] = (octets[at] ?? 0) ^ 0x10;
    const { ids, events } = await found(log, octets);
    const hit = starts.findLastIndex((start) => start <= at);
    assert.deepEqual(ids, ['A', 'B', 'C', 'D'].toSpliced(hit, 1), `octet ${at}`);
    assert.equal(events.length, 1);
    // A wrong length may make the last one look like one that a crash cut off.
    const isWhole = hit < 3 || at - (starts[hit] ?? 0) >= recordHeaderBytes;
    if (isWhole) assert.deepEqual(events, ['queue.damaged'], `octet ${at}`);
  }
});

test('damage is put aside as it is, once, and the app says so', async (t) => {
  const log = await logOf(t, [['A'], ['B'], ['C']]);
  const [start = 0, end = 0] = log.ends;
  const octets = Buffer.from(log.octets);
  octets.fill(0xff, start + 40, start + 60);
  fs.writeFileSync(log.file, octets);
  const stand = new SpoolStand(t, log.folder);
  const { spool, found: messages } = await stand.open();
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['A', 'C'],
  );
  const aside = fs.readdirSync(log.folder).filter((name) => name.startsWith('damaged-'));
  assert.equal(aside.length, 1);
  const kept = fs.readFileSync(path.join(log.folder, aside[0] ?? ''));
  assert.deepEqual(kept, octets.subarray(start, end));
  assert.equal(spool.isDamageNew, true);
  assert.match(stand.journal.text(), /octets of log-00000001 are damaged/);
  await spool.close();
  const { spool: next } = await stand.open();
  assert.equal(next.isDamageNew, false, 'that was told');
  await next.close();
  assert.deepEqual(await stand.idsAfterRestart(), ['A', 'C']);
});

test('a disk that takes no copy of what is damaged keeps the queue from starting no more, and the file is kept', async (t) => {
  const log = await logOf(t, [['A'], ['B'], ['C']]);
  const [start = 0] = log.ends;
  const octets = Buffer.from(log.octets);
  octets.fill(0xff, start + 40, start + 60);
  fs.writeFileSync(log.file, octets);
  // Nothing can be written there.
  const aside = path.join(log.folder, `damaged-log-00000001-${start}`);
  fs.mkdirSync(path.join(aside, 'in the way'), { recursive: true });
  const stand = new SpoolStand(t, log.folder);
  const { spool, found: messages } = await stand.open();
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['A', 'C'],
  );
  assert.match(stand.journal.text(), /are damaged and stay in it, since the disk takes no copy/);
  for (const message of messages) await spool.finish(message);
  await spool.close();
  assert.ok(fs.readdirSync(log.folder).includes(`damaged-${path.basename(log.file)}`));
});

test('a file of the log that somebody took away is told, once, and large bodies that may have belonged to it are kept', async (t) => {
  const stand = new SpoolStand(t, tempFolder(t));
  const { spool } = await stand.open({ sizes: { segmentBytes: 1 } });
  for (const id of ['A', 'B', 'C']) await store(spool, id);
  await spool.close();
  const [, second = ''] = fs.readdirSync(stand.folder).sort();
  fs.rmSync(path.join(stand.folder, second));
  fs.writeFileSync(path.join(stand.folder, 'body-B.eml'), 'large');
  const { spool: next, found } = await stand.open();
  assert.deepEqual(
    found.map(({ id }) => id),
    ['A', 'C'],
  );
  assert.equal(next.isDamageNew, true);
  assert.match(stand.journal.text(), /log-00000002 is missing from the queue/);
  assert.ok(fs.existsSync(path.join(stand.folder, 'damaged-body-B.eml')));
  await next.close();
  const { spool: third } = await stand.open();
  assert.equal(third.isDamageNew, false, 'that was told');
});

test('a sector that cannot be read costs one message, and keeps nothing from starting', async (t) => {
  const folder = tempFolder(t);
  const { spool } = await new SpoolStand(t, folder).open();
  await store(spool, 'A');
  const bad = await store(spool, 'B', 'x'.repeat(40_000));
  await store(spool, 'C');
  await spool.close();
  const badAt = bad.bodyOffset + 20_000;
  const files = withBadSector(badAt);
  const { found: messages } = await new SpoolStand(t, folder).open({ files });
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['A', 'C'],
  );
  const aside = fs.readdirSync(folder).find((name) => name.startsWith('damaged-')) ?? '';
  const kept = fs.readFileSync(path.join(folder, aside)).toString('latin1');
  assert.match(kept, /x{4000}\0{4096}x{4000}/, 'what can be read is put aside');
});

test('nor does one that cannot be read at the end pass for what a crash left', async (t) => {
  const folder = tempFolder(t);
  const { spool } = await new SpoolStand(t, folder).open();
  await store(spool, 'A');
  const bad = await store(spool, 'B', 'x'.repeat(40_000));
  await spool.close();
  const files = withBadSector(bad.bodyOffset + bad.sizeBytes - 1);
  const stand = new SpoolStand(t, folder);
  const { spool: next } = await stand.open({ files });
  assert.deepEqual(stand.journal.events(), ['queue.damaged']);
  assert.equal(next.isDamageNew, true);
});

test('zeros at the end, as a power cut leaves them, cost nothing that was flushed', async (t) => {
  const log = await logOf(t, [['A'], ['B', 'C']]);
  const [start = 0] = log.ends;
  for (const from of [start, start + 3, start + 30, start + 200]) {
    const octets = Buffer.from(log.octets).fill(0, from);
    const { ids, events } = await found(log, octets);
    assert.deepEqual(ids, ['A'], `zeros from ${from}`);
    assert.deepEqual(events, ['queue.torn-record'], 'that is no damage');
  }
});

test('mail that holds the octets of a record does not become one, even beside damage', async (t) => {
  const folder = tempFolder(t);
  const { spool } = await new SpoolStand(t, folder).open();
  const head = {
    id: 'FORGED',
    at: 0,
    env: { ...envelope, sender: 'a@evil.test' },
    size: 0,
    file: null,
  };
  const guess = Buffer.alloc(8);
  const forged = Buffer.concat(sealRecords([encodeRecord('message', head)], guess));
  const end = Buffer.concat(sealRecords([encodeRecord('done', { id: 'A' })], guess));
  await store(spool, 'A');
  await store(spool, 'B', Buffer.concat([forged, end, Buffer.from('\r\n')]));
  await store(spool, 'C');
  await spool.close();
  const name = fs.readdirSync(folder)[0] ?? '';
  const file = path.join(folder, name);
  const octets = fs.readFileSync(file);
  const salt = Buffer.from(name.split('-')[2] ?? '', 'hex');
  const second = octets.indexOf(salt, octets.indexOf(salt) + 1);
  octets[second - 4] = (octets[second - 4] ?? 0) ^ 1;
  fs.writeFileSync(file, octets);
  const stand = new SpoolStand(t, folder);
  assert.deepEqual(await stand.idsAfterRestart(), ['A', 'C']);
  // Only somebody who knew the salt could do it, which shows that the search does look there.
  const knowing = Buffer.concat(sealRecords([encodeRecord('message', head)], salt));
  knowing.copy(octets, octets.indexOf(forged));
  fs.writeFileSync(file, octets);
  assert.deepEqual(await stand.idsAfterRestart(), ['A', 'FORGED', 'C']);
});

test('a body full of what begins a record is read past as fast as any other', async (t) => {
  const folder = tempFolder(t);
  const { spool } = await new SpoolStand(t, folder).open();
  await store(spool, 'A', Buffer.from('MRQ2'.repeat(60_000)));
  await store(spool, 'B');
  await spool.close();
  const file = path.join(folder, fs.readdirSync(folder)[0] ?? '');
  const octets = fs.readFileSync(file);
  octets[5] = 9;
  fs.writeFileSync(file, octets);
  assert.deepEqual(await new SpoolStand(t, folder).idsAfterRestart(), ['B']);
});

test('what a program that was killed had only written is flushed before anything is built upon it', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const { spool: killed } = await at.open();
  await store(killed, 'A');
  await killed.close();
  const files = new FailingFiles();
  files.plan.flush.push('fail');
  const spool = new Spool({ folder: at.folder, journal: at.journal, files });
  t.after(() => spool.close());
  await assert.rejects(spool.load(), { code: 'EIO' });
  assert.deepEqual(
    (await spool.load()).map(({ id }) => id),
    ['A'],
  );
});

test('a file of which the disk gives nothing keeps the queue from starting: nothing counts as lost', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const { spool: first } = await at.open();
  await store(first, 'A', 'x'.repeat(20_000));
  await first.close();
  let isAway = true;
  const files: SpoolFiles = {
    ...realFiles,
    read: (...args) =>
      isAway
        ? Promise.reject(Object.assign(new Error('held by another program'), { code: 'EBUSY' }))
        : realFiles.read(...args),
  };
  const spool = new Spool({ folder: at.folder, journal: at.journal, files });
  t.after(() => spool.close());
  await assert.rejects(spool.load(), { code: 'EBUSY' });
  isAway = false;
  assert.deepEqual(
    (await spool.load()).map(({ id }) => id),
    ['A'],
  );
  assert.deepEqual(at.journal.events(), []);
});

test('a file that could not be read whole is put aside when it is cleared, not deleted', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const { spool: first } = await at.open();
  const lost = await store(first, 'A', 'x'.repeat(40_000));
  const left = await store(first, 'B');
  await first.close();
  const [name = ''] = fs.readdirSync(at.folder);
  const whole = fs.readFileSync(path.join(at.folder, name));
  const badAt = lost.bodyOffset + 20_000;
  const files = withBadSector(badAt);
  const { spool, found: messages } = await at.open({ files });
  const [message] = messages;
  assert.equal(message?.id, left.id);
  await spool.finish(message);
  await spool.close();
  assert.ok(!fs.existsSync(path.join(at.folder, name)), 'it is cleared');
  assert.deepEqual(fs.readFileSync(path.join(at.folder, `damaged-${name}`)), whole);
  assert.deepEqual(await at.idsAfterRestart(), []);
});
