import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from '../../helpers/test-clock.ts';
import { contentOf, MaildirStand } from './maildir-stand.ts';
import { watchFiles } from './watch-files.ts';

const letter = 'Subject: hello\r\n\r\nHello.\r\n';
const uids = async (stand: MaildirStand): Promise<string[]> =>
  (await stand.look()).map(({ uid }) => uid);

test('another program’s changes are seen in the next session, right after a delivery too', async (t) => {
  const stand = new MaildirStand(t);
  // Longer than one look at the folders stands for the next.
  const later = (): Promise<void> => sleep(25);
  await stand.deliver(letter, '1');
  assert.deepEqual(await uids(stand), ['1.mailroom']);
  stand.put('new', '2.other', 'a: 1\n\nhi\n');
  await later();
  assert.deepEqual(await uids(stand), ['1.mailroom', '2.other']);
  fs.renameSync(stand.at('new', '2.other'), stand.at('cur', '2.other:2,S'));
  await later();
  assert.deepEqual(await uids(stand), ['1.mailroom', '2.other']);
  fs.rmSync(stand.at('new', '1.mailroom,S=26'));
  await later();
  assert.deepEqual(await uids(stand), ['2.other']);
  stand.put('cur', '3.other:2,', 'a: 1\n\nhi\n');
  await later();
  assert.deepEqual(await uids(stand), ['2.other', '3.other']);
});

test('another program’s changes are looked for every 20 ms; our own are seen at once', async (t) => {
  const clock = new TestClock();
  const stand = new MaildirStand(t, clock);
  await stand.deliver(letter, '1');
  assert.deepEqual(await uids(stand), ['1.mailroom']);
  stand.put('new', '2.other', letter);
  clock.advance(19);
  assert.deepEqual(await uids(stand), ['1.mailroom'], 'looked just now');
  clock.advance(1);
  assert.deepEqual(await uids(stand), ['1.mailroom', '2.other']);
  stand.put('new', '3.other', letter);
  await stand.deliver(letter, '4');
  assert.deepEqual(await uids(stand), ['1.mailroom', '2.other', '3.other', '4.mailroom']);
});

/** As on a file system that notes times in coarse steps: the change leaves the time as it was. */
async function withinOneStep(folder: string, change: () => void | Promise<void>): Promise<void> {
  const { atime, mtime } = fs.statSync(folder);
  await change();
  fs.utimesSync(folder, atime, mtime);
}

/** As if nothing had come or gone for an hour. */
function rested(stand: MaildirStand): void {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (const sub of ['new', 'cur'] as const) fs.utimesSync(stand.at(sub), anHourAgo, anHourAgo);
}

for (const sub of ['new', 'cur'] as const)
  test(`another program’s change of ${sub}/ within the same time step of the file system is seen`, async (t) => {
    const stand = new MaildirStand(t);
    await stand.deliver(letter, '1');
    rested(stand);
    fs.utimesSync(stand.at(sub), new Date(), new Date());
    assert.deepEqual(await uids(stand), ['1.mailroom']);
    await withinOneStep(stand.at(sub), () => stand.put(sub, '2.other', letter));
    assert.deepEqual(await uids(stand), ['1.mailroom', '2.other']);
  });

test('our own changes are seen whatever the time of the folder says', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  rested(stand);
  assert.deepEqual(await uids(stand), ['1.mailroom']);
  await withinOneStep(stand.at('new'), () => stand.deliver(letter, '2'));
  const session = await stand.open();
  assert.equal(session.messages.length, 2);
  await withinOneStep(stand.at('new'), async () => {
    await session.commit(new Set([0]));
  });
  session.release();
  assert.deepEqual(await uids(stand), ['2.mailroom']);
});

test('a delivery that comes while the mailbox is being read is seen in the next session', async (t) => {
  const stand = new MaildirStand(t);
  stand.put('new', '1.other', letter);
  stand.put('cur', '2.other', letter);
  rested(stand);
  const { isReading, goOn } = stopsAtFirstContent(t);
  const reading = stand.open();
  await isReading;
  await withinOneStep(stand.at('new'), () => stand.deliver(letter, '3'));
  goOn();
  (await reading).release();
  assert.deepEqual(await uids(stand), ['1.other', '2.other', '3.mailroom']);
});

/** The folders were read, and no message yet, until it may go on. */
function stopsAtFirstContent(t: TestContext): { isReading: Promise<void>; goOn: () => void } {
  const { open } = fs;
  t.after(() => (fs.open = open));
  let goOn = (): void => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const isReading = new Promise<void>((resolve) => {
    fs.open = ((...args: Parameters<typeof open>) => {
      resolve();
      void gate.then(() => {
        open(...args);
      });
    }) as typeof open;
  });
  return { isReading, goOn };
}

test('our own changes are seen at once: a delivery, and what a session deleted', async (t) => {
  const stand = new MaildirStand(t);
  for (let turn = 0; turn < 20; turn += 1) {
    await stand.deliver(letter, `${turn}`);
    const session = await stand.open();
    assert.equal(session.messages.length, 1);
    await session.commit(new Set([0]));
    session.release();
    assert.deepEqual(await uids(stand), []);
  }
});

test('RFC 1939 §7: uids stay over a restart and over flags, and none is given twice', async (t) => {
  const stand = new MaildirStand(t);
  for (const key of ['1', '2', 'k'.repeat(80)]) await stand.deliver(letter, key);
  stand.put('new', '4.other,S=9', 'a: 1\n\nhi\n');
  stand.put('new', '4.other,S=10', 'a: 1\n\nhi!\n');
  const before = await uids(stand);
  assert.equal(new Set(before).size, 5);
  for (const uid of before) assert.match(uid, /^[\x21-\x7e]{1,70}$/);
  stand.restart();
  assert.deepEqual(await uids(stand), before);
  for (const [at, mark] of [':2,S', ';2,S', '!2,RS', ':2,'].entries()) {
    const name = stand.names('new')[0] ?? '';
    assert.notEqual(name, '', `${at}`);
    fs.renameSync(stand.at('new', name), stand.at('cur', `${name}${mark}`));
  }
  assert.deepEqual(await uids(stand), before);
  stand.restart();
  assert.deepEqual(await uids(stand), before);
});

test('sizes are what goes on the wire, whoever wrote the file and however', async (t) => {
  const stand = new MaildirStand(t);
  const bodies = [
    'a: 1\n\nhi\n',
    'a: 2\r\n\r\nhi\r\n',
    'a: 3\n\nno end',
    'a: 4\r\n\r\nmixed\nand\rbare\r\n\n',
    '',
    '\n',
    `a: 5\n\n${'x'.repeat(70_000)}\n`.repeat(3),
  ];
  for (const [at, body] of bodies.entries()) stand.put('new', `${at}.other,S=${body.length}`, body);
  stand.put('new', '7.other,S=9,W=12', 'a: 1\n\nhi\n');
  await stand.deliver('a: 8\r\n\r\nbare\nand\r\n', '8');
  const seen = await stand.look();
  assert.equal(seen.length, 9);
  for (const { sizeBytes, content } of seen) assert.equal(sizeBytes, content.length);
  assert.equal(seen[0]?.content, 'a: 1\r\n\r\nhi\r\n');
  assert.equal(seen[2]?.content, 'a: 3\r\n\r\nno end\r\n');
  assert.equal(seen[3]?.content, 'a: 4\r\n\r\nmixed\r\nand\rbare\r\n\r\n');
  // Ours go out as they were accepted, octet for octet.
  assert.equal(seen[8]?.content, 'a: 8\r\n\r\nbare\nand\r\n');
});

test('20,000 messages are counted, listed and named without opening one', async (t) => {
  const stand = new MaildirStand(t);
  (await stand.open()).release();
  for (let number = 0; number < 20_000; number += 1)
    fs.closeSync(fs.openSync(stand.at('new', `${number}.mailroom,S=${number}`), 'w'));
  const watch = watchFiles(t);
  for (let turn = 0; turn < 2; turn += 1) {
    const session = await stand.open();
    assert.equal(session.messages.length, 20_000);
    const octets = session.messages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    assert.equal(octets, (19_999 * 20_000) / 2);
    assert.equal(new Set(session.messages.map(({ uid }) => uid)).size, 20_000);
    session.release();
  }
  assert.deepEqual(watch.opened, []);
});

test('a message of another program is measured once, although others come and go', async (t) => {
  const stand = new MaildirStand(t);
  for (let number = 0; number < 5; number += 1) stand.put('new', `${number}.other`, letter);
  const watch = watchFiles(t);
  (await stand.open()).release();
  assert.equal(watch.opened.length, 5);
  stand.put('cur', '5.other:2,S', letter);
  fs.renameSync(stand.at('new', '0.other'), stand.at('cur', '0.other:2,S'));
  const session = await stand.open();
  assert.equal(session.messages.length, 6);
  session.release();
  assert.deepEqual(watch.opened.slice(5), ['cur/5.other:2,S']);
});

test('what is no message is passed over: hidden files, folders, links to nowhere', async (t) => {
  const stand = new MaildirStand(t);
  await stand.deliver(letter, '1');
  stand.put('new', '.hidden', letter);
  fs.mkdirSync(stand.at('cur', 'folder'));
  if (process.platform !== 'win32') fs.symlinkSync('/nowhere/at/all', stand.at('new', '2.link'));
  assert.deepEqual(await uids(stand), ['1.mailroom']);
});

/** Until it is called, opening files of this name fails so; a right taken away would not stop root. */
function denied(t: TestContext, name: string, code = 'EACCES'): () => void {
  const { open, openSync } = fs;
  const allow = (): void => void Object.assign(fs, { open, openSync });
  t.after(allow);
  fs.openSync = ((file: string, ...rest: [string, number]) => {
    if (file.endsWith(name)) throw Object.assign(new Error('denied'), { code });
    return openSync(file, ...rest);
  }) as typeof openSync;
  const shut = (file: string, ...rest: unknown[]): void => {
    const done = rest.at(-1) as (error: Error | null) => void;
    if (file.endsWith(name)) setImmediate(done, Object.assign(new Error('denied'), { code }));
    else open(file, ...(rest as [number, () => void]));
  };
  fs.open = shut as typeof open;
  return allow;
}

test('RFC 1939 §7: a uid stays whatever becomes of a message whose name differs only behind the comma', async (t) => {
  const stand = new MaildirStand(t);
  for (const name of ['2.other,S=9', '2.other', '3.mailroom']) stand.put('new', name, letter);
  await stand.deliver(letter, '3');
  const [plain, long, ...threes] = await uids(stand);
  stand.put('new', '2.other,S=10', letter);
  const [, added, ...others] = await uids(stand);
  assert.deepEqual(others, [long, ...threes]);
  fs.rmSync(stand.at('new', '2.other,S=9'));
  assert.deepEqual(await uids(stand), [plain, added, ...threes]);
  fs.rmSync(stand.at('new', '2.other'));
  fs.rmSync(stand.at('new', '3.mailroom'));
  assert.deepEqual(await uids(stand), [added, '3.mailroom']);
});

test('one message that cannot be read is left out and named once; the others keep number and uid', async (t) => {
  const stand = new MaildirStand(t);
  for (const key of ['1', '3']) await stand.deliver(letter, key);
  for (const name of ['2.other,a', '2.other,b']) stand.put('new', name, letter);
  // Nothing else changes there that would be a reason to look again.
  rested(stand);
  const allow = denied(t, '2.other,a');
  const before = await uids(stand);
  assert.equal(before.length, 3);
  assert.deepEqual(await uids(stand), before);
  assert.deepEqual(
    stand.journal.entries.map(({ event, user, text }) => [event, user, text]),
    [
      [
        'mailboxes.unreadable',
        'joe',
        'new/2.other,a in the mailbox of joe cannot be read (EACCES). It is left out, and stays where it is.',
      ],
    ],
  );
  const session = await stand.open();
  allow();
  assert.equal((await stand.boxes.measure('joe')).messages, 4);
  assert.deepEqual(
    session.messages.map(({ uid }) => uid),
    before,
  );
  session.release();
  const [first, second, ...rest] = await uids(stand);
  assert.deepEqual([first, ...rest], before);
  assert.ok(second !== undefined && !before.includes(second));
  assert.equal(stand.journal.entries.length, 1);
});

test('one of our own that cannot be read is an error of one session, and left out of the next until it can be', async (t) => {
  const stand = new MaildirStand(t);
  for (const key of ['1', '2', '3']) await stand.deliver(letter, key);
  const allow = denied(t, '/2.mailroom,S=26');
  const session = await stand.open();
  await assert.rejects(contentOf(session, 1), { code: 'EACCES' });
  await assert.rejects(contentOf(session, 1), { code: 'EACCES' });
  assert.equal(String(await contentOf(session, 2)), letter);
  session.release();
  for (let turn = 0; turn < 2; turn += 1)
    assert.deepEqual(await uids(stand), ['1.mailroom', '3.mailroom']);
  assert.deepEqual(
    stand.journal.entries.map(({ text }) => text),
    [
      'new/2.mailroom,S=26 in the mailbox of joe cannot be read (EACCES). It is left out, and stays where it is.',
    ],
  );
  allow();
  assert.deepEqual(await uids(stand), ['1.mailroom', '2.mailroom', '3.mailroom']);
});

test('a long message that breaks off on a bad disk is left out of the next session', async (t) => {
  const stand = new MaildirStand(t);
  const long = `${'x'.repeat(78)}\r\n`.repeat(5_000);
  for (const key of ['1', '2']) await stand.deliver(long, key);
  const session = await stand.open();
  const content = await session.read(0);
  assert.ok(content instanceof Readable);
  const end = once(content, 'error');
  content.destroy(Object.assign(new Error('bad disk'), { code: 'EIO', syscall: 'read' }));
  await end;
  session.release();
  denied(t, '/1.mailroom,S=400000', 'EIO');
  assert.deepEqual(await uids(stand), ['2.mailroom']);
});

test('a message of which only the beginning is read stays in the list', async (t) => {
  const stand = new MaildirStand(t);
  const long = `${'x'.repeat(78)}\r\n`.repeat(5_000);
  await stand.deliver(long, '1');
  stand.put('new', '2.other', long);
  const session = await stand.open();
  for (const index of [0, 1]) {
    const content = await session.read(index);
    assert.ok(content instanceof Readable);
    const closed = new Promise((resolve) => content.once('close', resolve));
    for await (const piece of content) {
      assert.ok((piece as Buffer).length > 0);
      break;
    }
    await closed;
  }
  session.release();
  assert.deepEqual(await uids(stand), ['1.mailroom', '2.other']);
  assert.deepEqual(stand.journal.entries, []);
});

test('what somebody took away, and what no computer could read now, is told of no message', async (t) => {
  const stand = new MaildirStand(t);
  for (const key of ['1', '2']) await stand.deliver(letter, key);
  const session = await stand.open();
  const allow = denied(t, '/1.mailroom,S=26', 'EMFILE');
  await assert.rejects(contentOf(session, 0), { code: 'EMFILE' });
  fs.rmSync(stand.at('new', '2.mailroom,S=26'));
  await assert.rejects(contentOf(session, 1), { code: 'ENOENT' });
  session.release();
  allow();
  assert.deepEqual(await uids(stand), ['1.mailroom']);
  assert.deepEqual(stand.journal.entries, []);
});

test(
  'a name in octets that are no UTF-8 is told, and neither listed nor deleted',
  { skip: process.platform !== 'linux' && 'only Linux has such names' },
  async (t) => {
    const stand = new MaildirStand(t);
    await stand.deliver(letter, '1');
    for (const name of ['2.b\xfccher', '3.b\xfccher,W=27'])
      fs.writeFileSync(Buffer.from(stand.at('new', name), 'latin1'), letter);
    for (let turn = 0; turn < 2; turn += 1) assert.deepEqual(await uids(stand), ['1.mailroom']);
    assert.deepEqual(
      stand.journal.entries.map(({ text }) => text.split('. ')[0]),
      [
        'new/2.b\ufffdcher in the mailbox of joe cannot be read (ENOENT)',
        'new/3.b\ufffdcher,W=27 in the mailbox of joe cannot be read (ENOENT)',
      ],
    );
  },
);

test(
  'what another program left between the messages keeps nobody from the others',
  { skip: process.platform === 'win32' },
  async (t) => {
    const stand = new MaildirStand(t);
    await stand.deliver(letter, '1');
    fs.mkdirSync(stand.at('cur', '2.folder'));
    fs.symlinkSync(stand.at('new', '3.circle'), stand.at('new', '3.circle'));
    fs.symlinkSync('/nowhere/at/all', stand.at('new', '4.nowhere'));
    fs.symlinkSync('/dev/zero', stand.at('new', '5.endless'));
    execFileSync('mkfifo', [stand.at('new', '6.pipe')]);
    for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await uids(stand), ['1.mailroom']);
    assert.deepEqual(
      stand.journal.entries.map(({ text }) => text.split('. ')[0]),
      [
        'cur/2.folder in the mailbox of joe is no file',
        'new/3.circle in the mailbox of joe cannot be read (ELOOP)',
        'new/4.nowhere in the mailbox of joe cannot be read (ENOENT)',
        'new/5.endless in the mailbox of joe is no file',
        'new/6.pipe in the mailbox of joe is no file',
      ],
    );
    assert.equal(stand.names('new').length, 5);
  },
);

test('a computer that opens no more files takes no message for unreadable', async (t) => {
  const stand = new MaildirStand(t);
  stand.put('new', '1.other', letter);
  const allow = denied(t, '1.other', 'EMFILE');
  const full = { outcome: 'failed', temporary: true, code: 'EMFILE' };
  assert.deepEqual(await stand.boxes.open('joe'), full);
  allow();
  assert.deepEqual(await uids(stand), ['1.other']);
  assert.deepEqual(stand.journal.entries, []);
});

test('a file seen in new/ and cur/ while it moves is one message', async (t) => {
  const stand = new MaildirStand(t);
  stand.put('new', '1.other', letter);
  stand.put('cur', '1.other:2,S', letter);
  assert.deepEqual(await uids(stand), ['1.other']);
});

test('a file that another program moves while the folders are read is not missed: it would be fetched again as new', async (t) => {
  const stand = new MaildirStand(t);
  stand.put('new', '1.other', letter);
  stand.put('cur', '2.other:2,S', letter);
  const { readdir } = fs.promises;
  t.after(() => (fs.promises.readdir = readdir));
  fs.promises.readdir = (async (folder: string) => {
    const names = await readdir(folder);
    const [from, to] = [stand.at('new', '1.other'), stand.at('cur', '1.other:2,')];
    if (!folder.endsWith('tmp') && fs.existsSync(from)) fs.renameSync(from, to);
    return names;
  }) as typeof readdir;
  assert.deepEqual(await uids(stand), ['1.other', '2.other']);
});
