import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { JournalEntry } from '../../../main/contract/journal.ts';
import { FileJournal } from '../../../main/relay/journal/file-journal.ts';
import { isSecretName } from '../../../main/relay/journal/journal-entry.ts';
import { until } from '../../helpers/running-relay.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';

function journalIn(t: TestContext, keepDays = 30) {
  const folder = path.join(tempFolder(t), 'journal');
  const clock = new TestClock();
  return { folder, clock, journal: new FileJournal(folder, clock, () => keepDays) };
}

const linesOf = (folder: string, day: string): string[] =>
  fs
    .readFileSync(path.join(folder, `${day}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1);
const texts = (entries: readonly { readonly text: string }[]) => entries.map(({ text }) => text);
const dayMs = 24 * 3600_000;

test('entries are written together, one JSON line each, for the owner only', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  journal.record({ event: 'smtp.refused', id: 'R-7K2F', peer: '10.0.0.9', text: 'One.' });
  journal.record({ event: 'pop3.signed-in', user: 'joe', text: 'Two.', level: 'notice' });
  assert.equal(fs.existsSync(folder), false);
  clock.advance(150);
  await journal.flush();
  const [first] = linesOf(folder, '2026-11-23');
  assert.deepEqual(JSON.parse(first ?? ''), {
    at: Date.UTC(2026, 10, 23, 9),
    level: 'info',
    event: 'smtp.refused',
    id: 'R-7K2F',
    peer: '10.0.0.9',
    text: 'One.',
  });
  if (process.platform !== 'win32') {
    assert.equal(fs.statSync(path.join(folder, '2026-11-23.jsonl')).mode & 0o777, 0o600);
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
  }
});

/** Until the timer of the journal has written so many lines, with nobody who asks for it. */
const written = (folder: string, lines: number): Promise<void> =>
  until(`${lines} lines`, () => {
    const file = path.join(folder, '2026-11-23.jsonl');
    return fs.existsSync(file) && linesOf(folder, '2026-11-23').length === lines;
  });

test('entries are written by themselves, those that come later too', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  for (const lines of [1, 2, 3]) {
    journal.record({ event: 'a.b', text: 'one more' });
    clock.advance(150);
    await written(folder, lines);
  }
});

test('a disk that failed is asked again by itself, and not at once', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  fs.writeFileSync(folder, 'a file where the folder should be');
  journal.record({ event: 'a.b', id: 'M1', text: 'kept' });
  clock.advance(150);
  await until('the fault is seen', () => journal.fault !== null);
  assert.doesNotMatch(journal.fault ?? '', /lost/);
  fs.rmSync(folder);
  // It is asked for its next try in a turn of its own.
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(1_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(fs.existsSync(folder), false);
  clock.advance(1_000);
  await written(folder, 1);
});

test('a flood is summed up by itself, though nothing follows it', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  for (let n = 0; n < 30; n += 1)
    journal.record({ event: 'a.b', peer: '10.0.0.9', text: 'Again.' });
  for (let waited = 0; waited <= 12_000; waited += 150) {
    clock.advance(150);
    await new Promise((resolve) => setImmediate(resolve));
    if (waited === 0) await written(folder, 20);
  }
  await written(folder, 21);
});

test('reading gives the newest first, narrowed by level, text and number', async (t) => {
  const { clock, journal } = journalIn(t);
  for (const [level, text] of [
    ['warning', 'a'],
    ['error', 'b'],
    ['info', 'c of Joe'],
  ] as const) {
    journal.record({ event: 'a.b', level, text });
    clock.advance(1_000);
  }
  assert.deepEqual(texts(await journal.read()), ['c of Joe', 'b', 'a']);
  assert.deepEqual(texts(await journal.read({ limit: 1 })), ['c of Joe']);
  assert.deepEqual(texts(await journal.read({ level: 'warning' })), ['b', 'a']);
  assert.deepEqual(texts(await journal.read({ text: 'JOE' })), ['c of Joe']);
});

test('a day has its file, and those older than the days to keep are removed', async (t) => {
  const { folder, clock, journal } = journalIn(t, 2);
  for (let day = 0; day < 5; day += 1) {
    journal.record({ event: 'a.b', text: `day ${day}` });
    await journal.flush();
    clock.advance(dayMs);
  }
  assert.deepEqual(fs.readdirSync(folder), [
    '2026-11-25.jsonl',
    '2026-11-26.jsonl',
    '2026-11-27.jsonl',
  ]);
  assert.deepEqual(texts(await journal.read({ limit: 2 })), ['day 4', 'day 3']);
});

test('one day with the clock far ahead removes nothing; a long absence only a day later', async (t) => {
  const { folder, clock, journal } = journalIn(t, 2);
  for (let day = 0; day < 2; day += 1) {
    journal.record({ event: 'a.b', text: `day ${day}` });
    await journal.flush();
    clock.advance(dayMs);
  }
  clock.stepWall(5_000 * dayMs);
  const misled = new FileJournal(folder, clock, () => 2);
  misled.record({ event: 'a.b', text: 'in the year 2040' });
  await misled.close();
  assert.equal(fs.readdirSync(folder).length, 3);
  clock.stepWall(-5_000 * dayMs);
  const later = new FileJournal(folder, clock, () => 2);
  later.record({ event: 'a.b', text: 'day 2' });
  await later.flush();
  assert.equal(fs.readdirSync(folder).length, 4);
  clock.advance(40 * dayMs);
  for (const [text, files] of [
    ['back from a long absence', 5],
    ['the day after', 3],
  ] as const) {
    later.record({ event: 'a.b', text });
    await later.flush();
    assert.equal(fs.readdirSync(folder).length, files, text);
    clock.advance(dayMs);
  }
});

test('entries of two days in one batch go to their files', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  clock.stepWall(15 * 3600_000 - 10);
  journal.record({ event: 'a.b', text: 'before midnight' });
  clock.stepWall(20);
  journal.record({ event: 'a.b', text: 'after midnight' });
  await journal.flush();
  assert.equal(linesOf(folder, '2026-11-23').length, 1);
  assert.equal(linesOf(folder, '2026-11-24').length, 1);
});

test('a clock that is set back loses nothing, and is read again', async (t) => {
  const { clock, journal } = journalIn(t);
  journal.record({ event: 'a.b', text: 'before' });
  await journal.flush();
  clock.stepWall(-3 * dayMs);
  journal.record({ event: 'a.b', text: 'after' });
  await journal.flush();
  assert.deepEqual(texts(await journal.read()).sort(), ['after', 'before']);
});

test('an id is found in memory, and in the files after a restart, in any case', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  for (let i = 0; i < 3_000; i += 1)
    journal.record({ event: 'queue.delivered', id: `M${i}`, text: `message ${i} R-7K2F` });
  journal.record({ event: 'smtp.refused', id: 'R-7K2F', text: 'Relaying denied.' });
  assert.equal((await journal.find('r-7k2f'))?.text, 'Relaying denied.');
  await journal.close();
  const later = new FileJournal(folder, clock, () => 30);
  assert.equal((await later.find('r-7k2f'))?.text, 'Relaying denied.');
  assert.equal((await later.find('M1'))?.text, 'message 1 R-7K2F');
  assert.equal(await later.find('R-0000'), null);
});

test('an id is found that memory has forgotten and no file has yet', async (t) => {
  const { journal } = journalIn(t);
  journal.record({ event: 'smtp.accepted', id: 'M1', text: 'Took a message.' });
  for (let n = 0; n < 2_000; n += 1) journal.record({ event: 'a.b', id: `N${n}`, text: 'more' });
  assert.equal((await journal.find('m1'))?.text, 'Took a message.');
});

test('writing and reading leave no file open, also where the answer is found early', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  const { open } = fs.promises;
  t.after(() => (fs.promises.open = open));
  let isOpen = 0;
  fs.promises.open = async (...args) => {
    const handle = await open(...args);
    const close = handle.close.bind(handle);
    isOpen += 1;
    return Object.assign(handle, { close: () => close().then(() => (isOpen -= 1)) });
  };
  for (let n = 0; n < 3; n += 1) journal.record({ event: 'a.b', id: `M${n}`, text: 'more' });
  await journal.close();
  const again = new FileJournal(folder, clock, () => 30);
  assert.equal((await again.read({ limit: 1 })).length, 1);
  assert.ok(await again.find('M0'));
  await again.scan(() => false);
  assert.equal(isOpen, 0);
});

test('files are read backwards over chunk edges without losing a line', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  const long = 'ü'.repeat(900);
  for (let i = 0; i < 500; i += 1)
    journal.record({ event: 'a.b', id: `${i}`, text: `${i} ${long}` });
  await journal.close();
  const all = await new FileJournal(folder, clock, () => 30).read({ limit: 1_000 });
  assert.deepEqual(
    all.map(({ id }) => Number(id)),
    Array.from({ length: 500 }, (_, i) => 499 - i),
  );
  assert.ok(all.every(({ text }) => text.endsWith(long)));
});

test('a flood of equal events is folded into a line with the number', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  const flood = { event: 'smtp.connection-refused', peer: '10.0.0.9', level: 'notice' as const };
  for (let i = 0; i < 1_223; i += 1) journal.record({ ...flood, text: 'Too many connections.' });
  journal.record({ event: 'smtp.connection-refused', peer: '10.0.0.8', text: 'Another.' });
  await journal.flush();
  assert.equal(linesOf(folder, '2026-11-23').length, 21);
  clock.advance(10_000);
  await journal.flush();
  const newest = (await journal.read({ limit: 1 }))[0];
  assert.equal(newest?.text, '… and 1,203 more like this: Too many connections.');
  assert.equal(newest.peer, '10.0.0.9');
  assert.deepEqual(newest.data, { more: 1_203 });
  journal.record({ ...flood, text: 'Again one.' });
  assert.equal(journal.recent(1)[0]?.text, 'Again one.');
});

test('a flood from thousands of addresses is folded too', async (t) => {
  const { folder, journal } = journalIn(t);
  for (let i = 0; i < 5_000; i += 1)
    journal.record({ event: 'smtp.refused', peer: `10.0.${i >> 8}.${i & 255}`, text: 'No.' });
  await journal.close();
  const lines = linesOf(folder, '2026-11-23');
  assert.ok(lines.length <= 503, `${lines.length} lines`);
  assert.match(lines.at(-1) ?? '', /and 4,500 more from many addresses/);
});

test('a refusal that was folded away is still explained by its id', async (t) => {
  const { folder, journal } = journalIn(t);
  for (let i = 0; i < 100; i += 1)
    journal.record({
      event: 'smtp.refused',
      level: 'notice',
      id: `R-${i}`,
      peer: '::1',
      text: `${i}`,
    });
  assert.equal((await journal.find('R-99'))?.text, '99');
  await journal.flush();
  assert.equal(linesOf(folder, '2026-11-23').length, 20);
});

test('what happens to messages is never folded', async (t) => {
  const { folder, journal } = journalIn(t);
  for (let i = 0; i < 1_000; i += 1)
    journal.record({ event: 'queue.delivered', id: `M${i}`, peer: '::1', text: 'Delivered.' });
  await journal.flush();
  assert.equal(linesOf(folder, '2026-11-23').length, 1_000);
});

test('no field with the name of a secret passes, and long texts are cut', async (t) => {
  const { folder, journal } = journalIn(t);
  journal.record({
    event: 'a.b',
    text: 'x'.repeat(5_000),
    peer: 'y'.repeat(5_000),
    data: { password: 'hunter2', clientSecret: 'hunter2', 'api-key': 'hunter2', size: 7 },
  });
  const loose = { event: 'a.b', text: 'b', password: 'hunter2' };
  journal.record(loose);
  await journal.flush();
  const content = linesOf(folder, '2026-11-23').join('\n');
  assert.equal(content.includes('hunter2'), false);
  assert.ok(content.length < 2_000);
  assert.match(content, /"size":7/);
  for (const name of ['password', 'Passwd', 'secret', 'access_token', 'credentials', 'privateKey'])
    assert.equal(isSecretName(name), true, name);
  for (const name of ['size', 'recipients', 'passed', 'stage'])
    assert.equal(isSecretName(name), false, name);
});

test('control characters cannot begin a line of their own', async (t) => {
  const { folder, journal } = journalIn(t);
  journal.record({ event: 'a.b', user: 'joe\n{"event":"forged"}', text: 'a\r\nb\u0000' });
  await journal.flush();
  assert.equal(linesOf(folder, '2026-11-23').length, 1);
  assert.equal((await journal.read())[0]?.text, 'a\r\nb\u0000');
});

test('a line torn by a crash takes neither the next nor the reading with it', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  journal.record({ event: 'a.b', text: 'whole' });
  await journal.flush();
  fs.appendFileSync(path.join(folder, '2026-11-23.jsonl'), '{"at":1,"event":"a');
  const later = new FileJournal(folder, clock, () => 30);
  later.record({ event: 'a.b', text: 'after' });
  assert.deepEqual(texts(await later.read()), ['after', 'whole']);
});

test('a line with a letter that the disk gave back wrongly costs that line alone, whoever reads', async (t) => {
  const { folder, journal } = journalIn(t);
  journal.record({ event: 'a.b', id: 'M1', user: 'joe', text: 'before', data: { n: 1 } });
  journal.record({ event: 'a.b', id: 'M2', text: 'after' });
  await journal.close();
  const file = path.join(folder, '2026-11-23.jsonl');
  const [before = '', after = ''] = linesOf(folder, '2026-11-23');
  const damaged = [
    before.replace('"level"', '"lefel"'),
    before.replace('"info"', '"inbo"'),
    before.replace(/"at":\d/, '$&e99'),
    before.replace('"joe"', '1'),
    before.replace('"M1"', '1'),
    before.replace('{"n":1}', 'null'),
  ];
  fs.writeFileSync(file, `${[before, ...damaged, after].join('\n')}\n`);
  const later = new FileJournal(folder, new TestClock(), () => 30);
  assert.deepEqual(texts(await later.read()), ['after', 'before']);
  assert.deepEqual(texts(await later.read({ text: 'e' })), ['after', 'before']);
  assert.equal((await later.find('m1'))?.text, 'before');
  const seen: JournalEntry[] = [];
  await later.scan((entry) => seen.push(entry) > 0);
  assert.deepEqual(texts(seen), ['after', 'before']);
});

test('a disk that fails is shown, costs nothing that is in memory, and is tried again', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  fs.writeFileSync(folder, 'a file where the folder should be');
  journal.record({ event: 'a.b', text: 'kept' });
  await journal.flush();
  assert.match(journal.fault ?? '', /cannot be written: .*Check the disk/);
  assert.deepEqual(texts(await journal.read()), ['kept']);
  for (let i = 0; i < 20_100; i += 1) journal.record({ event: 'a.b', id: `M${i}`, text: 'more' });
  await journal.flush();
  assert.match(journal.fault ?? '', /101 entries were lost/);
  fs.rmSync(folder);
  clock.advance(2_000);
  await journal.flush();
  await journal.flush();
  assert.equal(journal.fault, null);
  assert.equal(linesOf(folder, '2026-11-23').length, 20_001);
  assert.match(journal.recent(1)[0]?.text ?? '', /101 journal entries were lost/);
});

test('while the disk takes nothing, what it lacks is looked through with what it has', async (t) => {
  const { journal } = journalIn(t);
  journal.record({ event: 'a.b', text: 'on disk' });
  await journal.flush();
  const { open } = fs.promises;
  t.after(() => (fs.promises.open = open));
  fs.promises.open = (file, flags, mode) =>
    flags === 'a+' ? Promise.reject(new Error('ENOSPC')) : open(file, flags, mode);
  for (const text of ['in memory', 'the newest']) journal.record({ event: 'a.b', text });
  const seen: JournalEntry[] = [];
  await journal.scan((entry) => seen.push(entry) > 0);
  assert.deepEqual(texts(seen), ['the newest', 'in memory', 'on disk']);
  const first: JournalEntry[] = [];
  await journal.scan((entry) => first.push(entry) < 1);
  assert.deepEqual(texts(first), ['the newest']);
});

test('a disk that fills up within a write leaves no half of it, and says so, on Windows too', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  journal.record({ event: 'a.b', text: 'before' });
  await journal.flush();
  const { open } = fs.promises;
  t.after(() => (fs.promises.open = open));
  fs.promises.open = async (...args) => {
    const handle = await open(...args);
    if (args[1] !== 'a+') return handle;
    const fails = (code: string) => Object.assign(new Error(code), { code });
    handle.appendFile = async (data) => {
      await handle.write((data as string).slice(0, 20));
      throw fails('ENOSPC');
    };
    // What Windows says to who opened a file for appending.
    handle.truncate = () => Promise.reject(fails('EPERM'));
    return handle;
  };
  journal.record({ event: 'a.b', text: 'within' });
  await journal.flush();
  assert.match(journal.fault ?? '', /ENOSPC/);
  assert.equal(linesOf(folder, '2026-11-23').length, 1);
  fs.promises.open = open;
  clock.advance(2_000);
  await journal.flush();
  assert.deepEqual(texts(await journal.read()), ['within', 'before']);
});

test('a day that cannot be read is named, and costs no newer one', async (t) => {
  const { folder, journal } = journalIn(t);
  journal.record({ event: 'a.b', text: 'today' });
  await journal.flush();
  const bad = path.join(folder, '2026-11-20.jsonl');
  fs.mkdirSync(bad);
  const fault = {
    code: 'journal.unreadable',
    message: `The journal file ${bad} cannot be read (EISDIR). Look at the disk and at who may read the data folder.`,
  };
  await assert.rejects(journal.read(), fault);
  await assert.rejects(journal.find('R-7K2F4'), fault);
  assert.deepEqual(texts(await journal.read({ limit: 1 })), ['today']);
});

test('a journal whose folder cannot be read says so', async (t) => {
  const { folder, journal } = journalIn(t);
  fs.writeFileSync(folder, 'a file in its place');
  await assert.rejects(journal.find('R-7K2F4'), {
    code: 'journal.unreadable',
    message: /^The journal folder .+ cannot be read \(ENOTDIR\)\. Look at/,
  });
});

test('a day that is removed while the journal is read has no entries any more', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  for (const text of ['yesterday', 'today']) {
    journal.record({ event: 'a.b', text });
    await journal.flush();
    clock.advance(dayMs);
  }
  const seen: string[] = [];
  await journal.scan(({ text }) => {
    seen.push(text);
    fs.rmSync(path.join(folder, '2026-11-23.jsonl'), { force: true });
    return true;
  });
  assert.deepEqual(seen, ['today']);
});

test('a listener hears each entry; one that throws disturbs nobody', (t) => {
  const { journal } = journalIn(t);
  const heard: string[] = [];
  journal.onEntry(() => {
    throw new Error('a broken screen');
  });
  const stop = journal.onEntry(({ text }) => heard.push(text));
  journal.record({ event: 'a.b', text: 'one' });
  stop();
  journal.record({ event: 'a.b', text: 'two' });
  assert.deepEqual(heard, ['one']);
});

test('memory holds the newest 2,000', (t) => {
  const { journal } = journalIn(t);
  for (let i = 0; i < 5_001; i += 1) journal.record({ event: 'a.b', id: `M${i}`, text: `${i}` });
  const recent = journal.recent(10_000);
  assert.equal(recent.length, 2_000);
  assert.deepEqual([recent[0]?.text, recent.at(-1)?.text], ['5000', '3001']);
});

test('an old day that another program holds open does not make the journal say that it cannot be written', async (t) => {
  const { folder, clock, journal } = journalIn(t);
  journal.record({ event: 'a.b', text: 'old' });
  await journal.flush();
  clock.advance(20 * dayMs);
  journal.record({ event: 'a.b', text: 'newer' });
  await journal.flush();
  const { rm } = fs.promises;
  t.after(() => (fs.promises.rm = rm));
  fs.promises.rm = () => Promise.reject(Object.assign(new Error('EBUSY'), { code: 'EBUSY' }));
  clock.advance(20 * dayMs);
  journal.record({ event: 'a.b', text: 'now' });
  await journal.flush();
  assert.equal(journal.fault, null);
  fs.promises.rm = rm;
  clock.advance(dayMs);
  journal.record({ event: 'a.b', text: 'another day' });
  await journal.flush();
  assert.ok(!fs.existsSync(path.join(folder, '2026-11-23.jsonl')), 'it goes then');
});
