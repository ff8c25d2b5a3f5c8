import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { failureAt } from './fake-upstream.ts';
import { QueueStand, hour, local, minute, reportsTo, type Mail } from './queue-stand.ts';
import { FailingFiles } from './spool/failing-files.ts';

const success = { notify: ['SUCCESS'] } as const;

test('a recipient that is refused loses only itself, and its sender hears of that one alone', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = (address) =>
    address.startsWith('gone') ? '550 5.1.1 no such user' : '250 2.0.0 ok';
  await stand.take({ to: ['ann@example.net', 'gone@example.net', 'bob@example.net'] });
  await stand.settle();
  assert.deepEqual(
    stand.provider.taken.map(({ to }) => to),
    ['ann@example.net', 'bob@example.net'],
  );
  assert.deepEqual(reportsTo(stand), ['Your mail could not be delivered']);
  const [report = ''] = stand.boxes;
  assert.match(report, /^joe: /);
  assert.match(report, /Final-Recipient: rfc822; gone@example\.net/);
  assert.doesNotMatch(report, /ann@example\.net|bob@example\.net/);
  assert.deepEqual(stand.ids(), []);
});

test('mail for a user who was removed meanwhile comes back to its sender', async (t) => {
  const stand = await QueueStand.start(t);
  stand.boxFailure = new Error('the disk is away');
  await stand.take({
    sender: 'joe@myclient.com',
    to: [{ address: 'ann@myclient.com', localUser: 'ann' }],
  });
  await stand.settle();
  stand.boxFailure = null;
  stand.missing.set('ann', 'gone');
  await stand.pass(2 * minute);
  assert.deepEqual(stand.ids(), []);
  assert.equal(stand.boxes.length, 1);
  assert.match(stand.boxes[0] ?? '', /^joe: [^]*There is no such user here any more/);
  assert.match(stand.boxes[0] ?? '', /Status: 5\.1\.1/);
});

test('mail for whom a damaged list of users does not name waits until the list is whole', async (t) => {
  const stand = await QueueStand.start(t);
  stand.missing.set('ann', 'unknown');
  const id = await stand.take({
    sender: 'joe@myclient.com',
    to: [{ address: 'ann@myclient.com', localUser: 'ann' }],
  });
  await stand.pass(90 * minute);
  const [recipient] = stand.queue.get(id)?.recipients ?? [];
  assert.equal(recipient?.state, 'waiting');
  assert.equal(recipient.lastReply, 'The list of users is damaged, and this name is not in it.');
  assert.equal(stand.boxes.length, 0);
  stand.missing.clear();
  await stand.pass(90 * minute);
  assert.match(stand.boxes[0] ?? '', /^ann: [^]*Hello/);
  assert.deepEqual(stand.ids(), []);
});

test('a sender elsewhere gets the report through the provider, from the null sender', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = (address) =>
    address.startsWith('gone') ? '550 5.1.1 no' : '250 2.0.0 ok';
  await stand.take({ sender: 'guest@other.example', to: ['gone@example.net'] });
  await stand.settle();
  assert.deepEqual(
    stand.provider.taken.map(({ sender, to }) => [sender, to]),
    [['', 'guest@other.example']],
  );
});

test('a report that is refused is never answered with a report', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '550 5.1.1 no';
  await stand.take({ sender: 'guest@other.example', to: ['gone@example.net'] });
  await stand.take({ sender: '', to: ['gone@example.net'] });
  await stand.settle();
  assert.deepEqual(stand.provider.offered, [
    'gone@example.net',
    'gone@example.net',
    'guest@other.example',
  ]);
  assert.deepEqual(stand.ids(), []);
});

test('a report that the provider refuses is in the mailbox here of who brought the mail, and no mail else is', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '550 5.7.60 No permission to send as this sender';
  await stand.take({ sender: 'joe@gmail.example', to: ['gone@example.net'] });
  // A mail from the null sender that is no report of ours: a receipt, or a vacation program.
  await stand.take({ sender: '', to: ['gone@example.net'] });
  await stand.settle();
  assert.deepEqual(reportsTo(stand), ['Your mail could not be delivered']);
  assert.match(stand.boxes[0] ?? '', /^joe: Return-Path: <>\r\n[^]*To: <joe@gmail\.example>/);
  assert.match(stand.boxes[0] ?? '', /Final-Recipient: rfc822; gone@example\.net[^]*Hello\./);
  assert.deepEqual(stand.ids(), []);
  assert.ok(
    stand.journal
      .text()
      .includes('The report could not be sent, and goes into the mailbox of joe.'),
  );
});

test('a refused report survives a crash on its way into the mailbox here', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '550 5.1.1 no';
  stand.boxFailure = new Error('the disk is away');
  await stand.take({ sender: 'joe@gmail.example', to: ['gone@example.net'] });
  await stand.settle();
  const kept = await stand.onDisk();
  assert.deepEqual(
    kept.flatMap(({ recipients }) => recipients.map(({ localUser, state }) => [localUser, state])),
    [['joe', 'waiting']],
  );
});

test('where the one who brought the mail is not known, or gone, nobody else reads the report', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '550 5.1.1 no';
  stand.missing.set('joe', 'gone');
  for (const user of ['', 'joe,ann', 'joe'])
    await stand.take({ user, sender: 'guest@other.example', to: ['gone@example.net'] });
  await stand.settle();
  assert.deepEqual([stand.ids(), stand.boxes], [[], []]);
});

for (const [what, mail, takesDsn, reports] of [
  ['asked, and the provider reports itself', { dsn: success, to: 'provider' }, true, []],
  [
    'asked, and the provider does not',
    { dsn: success, to: 'provider' },
    false,
    ['Your mail was passed on'],
  ],
  [
    'asked, and it is in a mailbox here',
    { dsn: success, to: 'here' },
    false,
    ['Your mail was delivered'],
  ],
  ['did not ask', { to: 'provider' }, false, []],
] as const)
  test(`success is told when the sender ${what}: ${reports.length}`, async (t) => {
    const stand = await QueueStand.start(t);
    stand.provider.takesDsn = takesDsn;
    const dsn = 'dsn' in mail ? { dsn: mail.dsn } : {};
    const to: Mail['to'] =
      mail.to === 'here'
        ? [{ ...local('ann'), ...dsn }]
        : [{ address: 'ann@example.net', localUser: null, ...dsn }];
    await stand.take({ to });
    await stand.settle();
    assert.deepEqual(reportsTo(stand), reports);
    assert.deepEqual(stand.ids(), []);
  });

test('a report gives the mail back, and of a large one its header', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '550 5.1.1 no';
  await stand.take({ text: 'Subject: small\r\n\r\nSmall words.\r\n' });
  await stand.until('the first is back', () => stand.boxes.length === 1);
  assert.match(stand.boxes[0] ?? '', /rfc822\r\n\r\nSubject: small\r\n\r\nSmall words\./);
  await stand.take({ text: `Subject: large\r\n\r\n${'Large words. '.repeat(30_000)}\r\n` });
  await stand.until('the second is told', () => stand.boxes.length === 2);
  assert.match(stand.boxes[1] ?? '', /rfc822-headers\r\n\r\nSubject: large\r\n/);
  assert.doesNotMatch(stand.boxes[1] ?? '', /Large words/);
});

test('a report that the disk did not take is written when it does', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  stand.provider.onRecipient = () => {
    files.plan.write.push('fail');
    return '550 5.1.1 no such user';
  };
  await stand.take();
  await stand.settle();
  assert.deepEqual(reportsTo(stand), []);
  await stand.pass(2 * minute, 1_000);
  assert.deepEqual(reportsTo(stand), ['Your mail could not be delivered']);
  assert.deepEqual(stand.provider.offered, ['ann@example.net'], 'and nobody is asked again');
  assert.deepEqual(stand.ids(), []);
});

test('a delay notice that the disk did not take is written when it does', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  stand.provider.onDial = () => failureAt('connect', '', 'ECONNREFUSED');
  await stand.take();
  await stand.pass(4 * hour - minute);
  files.plan.write.push('fail');
  await stand.pass(10 * minute, minute);
  assert.equal(stand.journal.events('queue.notice-failed').length, 1);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed']);
});

test('of a mail that the disk never gives back its sender hears at the end', async (t) => {
  const settings = { retryMinutes: [1], giveUpHours: 1 };
  const stand = await QueueStand.start(t, { settings });
  await stand.queue.pause();
  await stand.take({ text: `Subject: large\r\n\r\n${'Large words. '.repeat(30_000)}\r\n` });
  const [body = ''] = fs.readdirSync(stand.folder).filter((name) => name.startsWith('body-'));
  fs.rmSync(path.join(stand.folder, body));
  await stand.queue.resume();
  await stand.pass(hour + 2 * minute, minute);
  assert.deepEqual(reportsTo(stand), ['Your mail could not be delivered']);
  assert.match(stand.boxes[0] ?? '', /could not be read/);
  assert.deepEqual(stand.ids(), []);
});

test('NOTIFY=NEVER: no word of a failure', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '550 5.1.1 no';
  const dsn = { notify: ['NEVER'] } as const;
  await stand.take({ to: [{ address: 'gone@example.net', localUser: null, dsn }] });
  await stand.settle();
  assert.deepEqual([stand.ids(), stand.boxes], [[], []]);
});

test('whenever the power goes: there is a report if and only if its recipient is settled', async (t) => {
  const stand = await QueueStand.start(t);
  // The report waits too, so that the whole story stays in the log.
  stand.provider.onRecipient = (address) =>
    address.startsWith('gone') ? '550 5.1.1 no' : '451 4.3.0 later';
  await stand.take({
    sender: 'guest@other.example',
    to: ['gone@example.net', 'later@example.net'],
  });
  await stand.settle();
  await stand.queue.stop(100);
  const name = fs.readdirSync(stand.folder).find((file) => file.startsWith('log-')) ?? '';
  const octets = fs.readFileSync(path.join(stand.folder, name));
  const seen = new Set<string>();
  for (let size = octets.length; size >= 0; size -= 1) {
    fs.truncateSync(path.join(stand.folder, name), size);
    const messages = await stand.onDisk();
    const reports = messages.filter(({ envelope }) => envelope.sender === '').length;
    const mail = messages.find(({ envelope }) => envelope.sender !== '');
    const gone = mail?.recipients[0];
    seen.add(`${reports} ${gone?.state ?? 'none'} ${gone?.owed ?? '-'}`);
  }
  assert.deepEqual([...seen], ['1 failed -', '0 waiting -', '0 none -']);
});

test('a crash between the report and the end of the mail repeats neither', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = (address) =>
    address.startsWith('gone') ? '550 5.1.1 no' : '451 4.3.0 later';
  await stand.take({ sender: 'guest@other.example', to: ['gone@example.net'] });
  await stand.settle();
  await stand.queue.stop(100);
  const name = fs.readdirSync(stand.folder).find((file) => file.startsWith('log-')) ?? '';
  const file = path.join(stand.folder, name);
  const octets = fs.readFileSync(file);
  // Cut right behind the report, before the mail's own end.
  const salt = Buffer.from(name.split('-')[2] ?? '', 'hex');
  for (let at = octets.lastIndexOf(salt); at > 0; at = octets.lastIndexOf(salt, at - 1)) {
    fs.truncateSync(file, at - 16);
    if ((await stand.onDisk()).length === 2) break;
  }
  assert.equal((await stand.onDisk()).length, 2);
  const next = await QueueStand.start(t, { folder: stand.folder, clock: stand.clock });
  await next.settle();
  assert.deepEqual([...new Set(next.provider.offered)], ['guest@other.example']);
  assert.deepEqual(next.ids(), []);
});

test('a mail to as many as can be set, who are all refused at length, comes back in one report', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => `550 5.1.1 ${'x'.repeat(490)}`;
  const name = 'x'.repeat(60);
  const to = Array.from(
    { length: 10_000 },
    (_, i) => `${name}${i}@${name}.${name}.${name}.example`,
  );
  await stand.take({ to });
  await stand.until('joe has it', () => stand.boxes.length > 0);
  assert.deepEqual(reportsTo(stand), ['Your mail could not be delivered']);
  await stand.until('nothing waits', () => stand.ids().length === 0);
});
