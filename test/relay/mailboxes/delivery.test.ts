import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { openFiles } from '../../helpers/open-files.ts';
import { MaildirStand, source } from './maildir-stand.ts';
import { watchFiles } from './watch-files.ts';

const letter = 'Subject: hello\r\n\r\nHello.\r\n';
const hourMs = 3_600_000;

test('a delivery is written and flushed in tmp/, moved to new/, and the folder flushed', async (t) => {
  const stand = new MaildirStand(t);
  const first = await stand.open();
  first.release();
  const watch = watchFiles(t);
  await stand.deliver(letter, '1');
  const name = '1.mailroom,S=26';
  const [write = '', ...rest] = watch.steps;
  const tmp = write.replace('write ', '');
  assert.match(tmp, /^tmp\/1\.mailroom,S=26\.\d+\.\d+$/);
  assert.deepEqual(rest, [`flush ${tmp}`, `rename ${tmp} new/${name}`, 'flush joe/new']);
  assert.deepEqual([stand.names('tmp'), stand.names('new')], [[], [name]]);
});

test('the folders of a new mailbox are flushed into their parents', async (t) => {
  const stand = new MaildirStand(t);
  const watch = watchFiles(t);
  await stand.deliver(letter, '1');
  const flushed = watch.steps.filter((step) => step.startsWith('flush ')).slice(0, 3);
  const above = path.dirname(stand.root);
  assert.deepEqual(flushed, [
    'flush mailboxes/joe',
    `flush ${shortRoot(stand.root)}`,
    `flush ${shortRoot(above)}`,
  ]);
});

const shortRoot = (root: string): string => root.split(path.sep).slice(-2).join('/');

test('a stream is delivered as it comes', async (t) => {
  const stand = new MaildirStand(t);
  const piece = Buffer.from('a line of text\r\n'.repeat(4_096));
  const body = Readable.from(Array.from({ length: 20 }, () => piece));
  await stand.boxes.deliver('joe', { sizeBytes: piece.length * 20, body }, '1');
  const [message] = await stand.look();
  assert.equal(message?.sizeBytes, piece.length * 20);
  assert.equal(message.content, piece.toString().repeat(20));
});

for (const [what, step] of [
  ['cannot be written', 'write'],
  ['cannot be flushed', 'flush tmp'],
  ['cannot be moved', 'rename'],
] as const)
  test(`a message that ${what} is not delivered, leaves nothing behind, and may come again`, async (t) => {
    const stand = new MaildirStand(t);
    const watch = watchFiles(t);
    watch.onStep = (done) => {
      if (done.startsWith(step)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    await assert.rejects(stand.deliver(letter, '1'), { code: 'ENOSPC' });
    assert.deepEqual([stand.names('tmp'), stand.names('new')], [[], []]);
    assert.deepEqual(await stand.look(), []);
    watch.onStep = () => undefined;
    await stand.deliver(letter, '1');
    assert.equal((await stand.look()).length, 1);
  });

test('a folder that could not be flushed is flushed when the message comes again', async (t) => {
  const stand = new MaildirStand(t);
  const watch = watchFiles(t);
  watch.onStep = (step) => {
    if (step === 'flush joe/new') throw new Error('the disk is ill');
  };
  await assert.rejects(stand.deliver(letter, '1'));
  watch.onStep = () => undefined;
  watch.steps.length = 0;
  await stand.deliver(letter, '1');
  assert.deepEqual(watch.steps, ['flush joe/new']);
  assert.equal((await stand.look()).length, 1);
});

test('a message of another size than it was told is not delivered', async (t) => {
  const stand = new MaildirStand(t);
  const wrong = stand.boxes.deliver('joe', { ...source(letter), sizeBytes: 25 }, '1');
  await assert.rejects(wrong, /has 26 octets, not 25/);
  assert.deepEqual([stand.names('tmp'), stand.names('new')], [[], []]);
});

test('a delivery leaves no file open, whether the message comes whole or not', async (t) => {
  const stand = new MaildirStand(t);
  const stillOpen = openFiles(t);
  await stand.deliver(letter, '1');
  const wrong = { ...source(letter), sizeBytes: 5 };
  await assert.rejects(stand.boxes.deliver('joe', wrong, '2'));
  assert.equal(stillOpen(), 0);
});

test('a stream that breaks off delivers nothing', async (t) => {
  const stand = new MaildirStand(t);
  const body = new Readable({
    read() {
      this.push('half');
      this.destroy(new Error('the spool is gone'));
    },
  });
  await assert.rejects(stand.boxes.deliver('joe', { sizeBytes: 8, body }, '1'), /spool is gone/);
  assert.deepEqual([stand.names('tmp'), stand.names('new')], [[], []]);
});

test('the same message again is one message: after a restart, moved on, and at the same moment', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  stand.restart();
  await stand.deliver(letter, '1');
  fs.renameSync(stand.at('new', '1.mailroom,S=26'), stand.at('cur', '1.mailroom,S=26:2,S'));
  await stand.deliver(letter, '1');
  await Promise.all([stand.deliver(letter, '2'), stand.deliver(letter, '2')]);
  assert.deepEqual(
    (await stand.look()).map(({ uid }) => uid),
    ['1.mailroom', '2.mailroom'],
  );
});

test('of a message that is there already no file is kept open', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  const body = new Readable({ read: () => undefined });
  await stand.boxes.deliver('joe', { sizeBytes: letter.length, body }, '1');
  assert.ok(body.destroyed);
});

test('no message is moved onto another', async (t) => {
  const stand = new MaildirStand(t);
  const watch = watchFiles(t);
  await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      stand.deliver(letter, `${at % 20}`, at % 2 ? 'ann' : 'joe'),
    ),
  );
  const targets = watch.steps.filter((step) => step.startsWith('rename ')).map(lastWord);
  const sources = watch.steps.filter((step) => step.startsWith('write ')).map(lastWord);
  assert.equal(targets.length, 20);
  assert.equal(new Set(sources).size, sources.length);
  assert.equal((await stand.look()).length + (await stand.look('ann')).length, 20);
});

const lastWord = (text: string): string => text.split(' ').at(-1) ?? '';

test('keys that fit no file name still tell messages apart', async (t) => {
  const stand = new MaildirStand(t);
  const keys = ['../../../etc/x', 'a/b', 'a\\b', 'a:b', 'ü', '', '.', 'k'.repeat(500), 'a b'];
  for (const key of keys) await stand.deliver(letter, key);
  const uids = (await stand.look()).map(({ uid }) => uid);
  assert.equal(new Set(uids).size, keys.length);
  for (const uid of uids) assert.match(uid, /^[\x21-\x7e]{1,70}$/);
  for (const name of stand.names('new')) assert.match(name, /^[\w,=.-]{1,150}$/);
});

test('what a crash left in tmp/ is no mail; it goes after 36 hours, and not before', async (t) => {
  const stand = new MaildirStand(t);
  for (const name of ['old', 'young']) stand.put('tmp', name, 'half a mess');
  fs.mkdirSync(stand.at('tmp', 'folder'));
  const atHoursAgo = (hours: number): Date => new Date(Date.now() - hours * hourMs);
  for (const name of ['old', 'folder'])
    fs.utimesSync(stand.at('tmp', name), atHoursAgo(37), atHoursAgo(37));
  fs.utimesSync(stand.at('tmp', 'young'), atHoursAgo(35), atHoursAgo(35));
  assert.deepEqual(await stand.look(), []);
  assert.deepEqual(stand.names('tmp'), ['folder', 'young']);
});

test('what a crash left in tmp/ and cannot be taken away shuts no mailbox', async (t) => {
  const stand = new MaildirStand(t);
  const longAgo = new Date(Date.now() - 37 * hourMs);
  for (const name of ['held', 'old']) {
    stand.put('tmp', name, 'half a mess');
    fs.utimesSync(stand.at('tmp', name), longAgo, longAgo);
  }
  const { rm } = fs.promises;
  t.after(() => (fs.promises.rm = rm));
  fs.promises.rm = async (file, ...rest) => {
    if (String(file).endsWith('held')) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    await rm(file, ...rest);
  };
  await stand.deliver(letter, '1');
  assert.equal((await stand.look()).length, 1);
  assert.deepEqual(stand.names('tmp'), ['held']);
});

test('what a crash left in tmp/ and the disk cannot show any more shuts no mailbox', async (t) => {
  const stand = new MaildirStand(t);
  stand.put('tmp', 'damaged', 'half a mess');
  const { lstat } = fs.promises;
  t.after(() => (fs.promises.lstat = lstat));
  fs.promises.lstat = ((file: string) =>
    file.endsWith('damaged')
      ? Promise.reject(Object.assign(new Error('bad disk'), { code: 'EIO' }))
      : lstat(file)) as typeof lstat;
  await stand.deliver(letter, '1');
  assert.equal((await stand.look()).length, 1);
});

test(
  'only the owner reads mailboxes and mail',
  { skip: process.platform === 'win32' },
  async (t) => {
    const stand = new MaildirStand(t);
    const before = process.umask(0);
    t.after(() => process.umask(before));
    await stand.deliver(letter, '1');
    const mode = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
    const folders = [stand.root, path.dirname(stand.at('new')), stand.at('tmp'), stand.at('new')];
    for (const folder of [...folders, stand.at('cur')]) assert.equal(mode(folder), '700', folder);
    assert.equal(mode(stand.at('new', '1.mailroom,S=26')), '600');
  },
);

for (const name of [
  '..',
  '.',
  '',
  'a/b',
  '../joe',
  '/etc',
  'a\\b',
  '.hidden',
  'joe\0',
  'jo e',
  'c:',
])
  test(`${JSON.stringify(name)} is no mailbox: nothing is made, read or deleted`, async (t) => {
    const stand = new MaildirStand(t);
    await stand.deliver(letter, '1');
    const outside = path.join(path.dirname(stand.root), 'outside');
    fs.writeFileSync(outside, '');
    await assert.rejects(stand.deliver(letter, '1', name), /cannot be a mailbox/);
    await assert.rejects(stand.boxes.remove(name), /cannot be a mailbox/);
    assert.equal((await stand.boxes.open(name)).outcome, 'failed');
    assert.deepEqual(fs.readdirSync(stand.root), ['joe']);
    assert.deepEqual(fs.readdirSync(path.dirname(stand.root)), ['mailboxes', 'outside']);
    assert.equal((await stand.look()).length, 1);
  });

test('what lies in a mailbox is told before it is removed, and to ask makes none', async (t) => {
  const stand = new MaildirStand(t);
  assert.deepEqual(await stand.boxes.measure('joe'), { messages: 0, sizeBytes: 0 });
  assert.equal(fs.existsSync(stand.root), false);
  await stand.deliver(letter, '1');
  stand.put('cur', '2.other:2,S', 'Subject: hello\n\nHello.\n');
  assert.deepEqual(await stand.boxes.measure('joe'), { messages: 2, sizeBytes: 52 });
});

test('a mailbox that was removed is empty when the user comes again', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  // Nothing has changed for long: what is known of it is taken to be true.
  const anHourAgo = new Date(Date.now() - hourMs);
  for (const sub of ['new', 'cur'] as const) fs.utimesSync(stand.at(sub), anHourAgo, anHourAgo);
  assert.equal((await stand.look()).length, 1);
  await stand.boxes.remove('joe');
  assert.deepEqual(fs.readdirSync(stand.root), []);
  assert.deepEqual(await stand.look(), []);
  await stand.boxes.remove('nobody');
});

test('a mailbox is gone from its place before the first of its messages is deleted', async (t) => {
  const stand = new MaildirStand(t);
  for (const key of ['1', '2', '3']) await stand.deliver(letter, key);
  const removed = stand.boxes.remove('joe');
  const mailbox = path.dirname(stand.at('new'));
  while (fs.existsSync(mailbox)) await setImmediate();
  const [aside = ''] = fs.readdirSync(stand.root);
  assert.match(aside, /^\.removed-joe-/);
  assert.equal(fs.readdirSync(path.join(stand.root, aside, 'new')).length, 3);
  await removed;
  assert.deepEqual(fs.readdirSync(stand.root), []);
});

test('a mailbox is gone from its place for good before its mail is deleted: a power cut does not bring it back', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  const watch = watchFiles(t);
  const { rm } = fs.promises;
  t.after(() => (fs.promises.rm = rm));
  fs.promises.rm = async (...args) => {
    watch.steps.push('rm');
    await rm(...args);
  };
  await stand.boxes.remove('joe');
  const [moved = '', ...rest] = watch.steps;
  assert.match(moved, /^rename mailboxes\/joe mailboxes\/\.removed-joe-/);
  assert.deepEqual(rest, [`flush ${shortRoot(stand.root)}`, 'rm']);
});

test('a removal that was cut off ends at the next start, and touches nobody else', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1', 'mia');
  stand.put('new', 'rest', letter, '.removed-joe-0a1b2c3d');
  stand.restart();
  await stand.boxes.endRemovals();
  assert.deepEqual(fs.readdirSync(stand.root), ['mia']);
  assert.equal((await stand.look('mia')).length, 1);
  assert.deepEqual(stand.journal.entries, []);
});

test('what is left of a mailbox and cannot be deleted keeps no relay from starting, and stands in the journal', async (t) => {
  const stand = new MaildirStand(t);
  stand.put('new', 'rest', letter, '.removed-joe-0a1b2c3d');
  const { rm } = fs.promises;
  t.after(() => (fs.promises.rm = rm));
  fs.promises.rm = () => Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }));
  await stand.boxes.endRemovals();
  assert.deepEqual(
    stand.journal.entries.map(({ event, level, text }) => ({ event, level, text })),
    [
      {
        event: 'mailboxes.left',
        level: 'warning',
        text: 'What is left of a removed mailbox could not be deleted (EBUSY).',
      },
    ],
  );
});

test('mail that arrives while its mailbox is removed goes with it', async (t) => {
  const stand = new MaildirStand(t);
  let goOn = (): void => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  let hasBegun = (): void => undefined;
  const begun = new Promise<void>((resolve) => (hasBegun = resolve));
  const pieces = async function* (): AsyncGenerator<string> {
    hasBegun();
    await gate;
    yield letter;
  };
  const body = Readable.from(pieces(), { objectMode: false });
  const delivered = stand.boxes.deliver('joe', { sizeBytes: letter.length, body }, '1');
  await begun;
  const removed = stand.boxes.remove('joe');
  goOn();
  await Promise.all([delivered, removed]);
  assert.deepEqual(fs.readdirSync(stand.root), []);
});

test('a mailbox folder that somebody took away is made anew', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  fs.rmSync(path.dirname(stand.at('new')), { recursive: true });
  await assert.rejects(stand.deliver(letter, '2'));
  await stand.deliver(letter, '2');
  assert.equal((await stand.look()).length, 1);
  fs.rmSync(path.dirname(stand.at('new')), { recursive: true });
  const gone = { outcome: 'failed', temporary: true, code: 'ENOENT' };
  assert.deepEqual(await stand.boxes.open('joe'), gone);
  assert.deepEqual(await stand.look(), []);
});
