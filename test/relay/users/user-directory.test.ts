import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { apopDigest, cramMd5Digest } from '../../../main/relay/users/challenge.ts';
import { verifyPassword } from '../../../main/relay/users/password.ts';
import { UserDirectory } from '../../../main/relay/users/user-directory.ts';
import type { Credentials } from '../../../main/relay/users/users.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { TestSettings } from '../../helpers/test-settings.ts';

const password = (user: string, secret: string): Credentials => ({
  kind: 'password',
  method: 'PLAIN',
  user,
  password: secret,
});

class Office {
  readonly clock = new TestClock();
  readonly settings = new TestSettings();
  readonly journal = new TestJournal();
  readonly file: string;
  /** Of the mailboxes that stand beside the list. */
  mailboxes: readonly string[] = [];
  users: UserDirectory;

  constructor(folder: string) {
    this.file = path.join(folder, 'users.db');
    this.users = this.#open();
    this.settings.change('office', { domains: ['myclient.com'] });
  }

  async restart(): Promise<void> {
    await this.users.stop();
    await this.crash();
  }

  /** As after kill -9. */
  async crash(): Promise<void> {
    this.users = this.#open();
    await this.users.start();
  }

  #open(): UserDirectory {
    const { file, settings, clock, journal } = this;
    const mailboxNames = (): readonly string[] => this.mailboxes;
    return new UserDirectory({ file, settings, clock, journal, mailboxNames });
  }
}

async function office(t: TestContext, ...names: string[]): Promise<Office> {
  const made = new Office(tempFolder(t));
  await made.users.start();
  t.after(() => made.users.stop());
  for (const name of names) await made.users.add({ name, password: `${name}’s secret` });
  return made;
}

/** `ok`, or the code of the error. */
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string =>
  result.ok ? 'ok' : result.error.code;

test('a user who was added signs in, in any case, at once and after a crash', async (t) => {
  const here = await office(t, 'Joe');
  assert.equal(await here.users.verify(password('JOE', 'Joe’s secret')), 'joe');
  assert.equal(await here.users.verify(password('joe', 'joe’s secret')), null);
  await here.crash();
  assert.equal(await here.users.verify(password('joe', 'Joe’s secret')), 'joe');
  assert.deepEqual(
    here.users.list().map((user) => user.name),
    ['joe'],
  );
});

test('users.db is the owner’s alone and holds no password', async (t) => {
  const here = await office(t, 'joe');
  assert.ok(!fs.readFileSync(here.file, 'utf8').includes('joe’s secret'));
  if (process.platform !== 'win32') assert.equal(fs.statSync(here.file).mode & 0o777, 0o600);
  assert.ok(!here.journal.text().includes('secret'));
});

test('a name is taken once, by a user or an alias, even when two ask at once', async (t) => {
  const here = await office(t);
  const { users } = here;
  const twice = [0, 1].map(() => users.add({ name: 'joe', password: 'x', aliases: ['sales'] }));
  assert.deepEqual((await Promise.all(twice)).map(codeOf).sort(), ['ok', 'users.name-taken']);
  assert.equal(codeOf(await users.add({ name: 'JOE', password: 'x' })), 'users.name-taken');
  assert.equal(codeOf(await users.add({ name: 'sales', password: 'x' })), 'users.name-taken');
  assert.equal(codeOf(await users.add({ name: 'con', password: 'x' })), 'users.bad-name');
  assert.equal(codeOf(await users.add({ name: 'ann', password: '' })), 'users.bad-password');
  const ann = await users.add({ name: 'ann', password: 'x', aliases: ['joe@myclient.com'] });
  assert.equal(codeOf(ann), 'users.alias-taken');
});

test('an address that is somebody’s cannot become another’s by a name or alias without a domain', async (t) => {
  const { users, settings } = await office(t, 'joe', 'ann');
  await users.setAliases('joe', ['info@myclient.com']);
  const info = await users.add({ name: 'info', password: 'x' });
  assert.equal(codeOf(info), 'users.name-taken');
  assert.match(info.ok ? '' : info.error.message, /info@myclient\.com/);
  const taken = await users.setAliases('ann', ['info']);
  assert.equal(codeOf(taken), 'users.alias-taken');
  assert.match(taken.ok ? '' : taken.error.message, /^info@myclient\.com belongs to joe/);
  assert.ok((await users.setAliases('joe', ['info@myclient.com', 'info'])).ok);
  await users.setAliases('joe', ['info@myclient.com']);
  // In the office's other domain it is nobody's yet.
  settings.change('office', { domains: ['myclient.com', 'myclient.net'] });
  assert.ok((await users.add({ name: 'info', password: 'x' })).ok);
  assert.equal(users.ownerOf('info@myclient.net'), 'info');
  assert.equal(users.ownerOf('info@myclient.com'), 'joe');
});

test('a new password works at once, and the old one never again, remembered or not', async (t) => {
  const here = await office(t, 'joe');
  await here.users.verify(password('joe', 'joe’s secret'));
  assert.equal(here.users.recognise('joe', 'joe’s secret'), 'joe');
  assert.ok((await here.users.setPassword('joe', 'new')).ok);
  assert.equal(here.users.recognise('joe', 'joe’s secret'), null);
  assert.equal(await here.users.verify(password('joe', 'joe’s secret')), null);
  assert.equal(await here.users.verify(password('joe', 'new')), 'joe');
});

test('a check of the old password that overlaps the change does not keep it alive', async (t) => {
  const here = await office(t, 'joe');
  const old = password('joe', 'joe’s secret');
  await Promise.all([here.users.setPassword('joe', 'new'), here.users.verify(old)]);
  assert.equal(here.users.recognise('joe', 'joe’s secret'), null);
  assert.equal(await here.users.verify(old), null);
});

test('who is disabled while the password is checked is not let in', async (t) => {
  const here = await office(t, 'joe');
  // Others in front make the check last longer than the change.
  const others = Array.from({ length: 8 }, () => here.users.verify(password('bob', 'x')));
  const check = here.users.verify(password('joe', 'joe’s secret'));
  await here.users.setEnabled('joe', false);
  assert.equal(await check, null);
  await Promise.all(others);
  assert.equal(here.users.recognise('joe', 'joe’s secret'), null);
});

test('removed, disabled, or with a new password: the user is revoked each time', async (t) => {
  const here = await office(t, 'joe');
  const revoked: string[] = [];
  here.users.onRevoked((name) => revoked.push(name));
  await here.users.setPassword('joe', 'new');
  await here.users.setEnabled('JOE', false);
  assert.deepEqual(revoked, ['joe', 'joe']);
  assert.equal(await here.users.verify(password('joe', 'new')), null);
  assert.equal(here.users.credentialsSince('joe'), null);
  await here.users.setEnabled('joe', true);
  assert.equal(await here.users.verify(password('joe', 'new')), 'joe');
  await here.users.remove('joe');
  assert.deepEqual(revoked, ['joe', 'joe', 'joe', 'joe']);
  assert.equal(here.users.get('joe'), null);
  await here.crash();
  assert.deepEqual(here.users.list(), []);
});

test('who is enabled already keeps windows and sessions when that is said again', async (t) => {
  const here = await office(t, 'joe');
  const since = here.users.credentialsSince('joe');
  here.users.onRevoked(() => assert.fail('nothing has changed'));
  here.clock.advance(60_000);
  assert.equal(codeOf(await here.users.setEnabled('joe', true)), 'ok');
  assert.equal(here.users.credentialsSince('joe'), since);
});

test('the time of the last change of password or state outlives a crash', async (t) => {
  const here = await office(t, 'joe');
  here.clock.advance(60_000);
  await here.users.setPassword('joe', 'new');
  const changedAt = here.clock.now();
  here.clock.advance(60_000);
  await here.users.setAliases('joe', ['info']);
  await here.crash();
  assert.equal(here.users.credentialsSince('joe'), changedAt);
});

test('changes at once do not undo each other', async (t) => {
  const here = await office(t, 'joe');
  await Promise.all([here.users.setAliases('joe', ['info']), here.users.setEnabled('joe', false)]);
  const joe = here.users.get('joe');
  assert.deepEqual([joe?.aliases, joe?.enabled], [['info'], false]);
});

test('what nobody is called cannot be changed', async (t) => {
  const { users } = await office(t);
  assert.equal(codeOf(await users.remove('joe')), 'users.unknown');
  assert.equal(codeOf(await users.setPassword('joe', 'x')), 'users.unknown');
  assert.equal(codeOf(await users.setEnabled('joe', true)), 'users.unknown');
  assert.equal(codeOf(await users.setAliases('joe', [])), 'users.unknown');
  assert.equal(codeOf(await users.setChallengeSignIn('joe', null)), 'users.unknown');
});

test('an address in a domain beyond ASCII is its user’s, for mail and for signing in', async (t) => {
  const { users } = await office(t, 'joe', 'ann');
  assert.ok((await users.setAliases('joe', ['Info@Müller.example'])).ok);
  assert.equal(users.ownerOf('info@xn--mller-kva.example'), 'joe');
  assert.equal(users.signInName('info@müller.example'), 'joe');
  assert.equal(codeOf(await users.setAliases('ann', ['info@müller.example'])), 'users.alias-taken');
});

test('an address is its user’s by name, alias or bare name, in the domains of the office', async (t) => {
  const { users, settings } = await office(t, 'joe', 'ann');
  await users.setAliases('ann', ['Info', 'ann@private.example']);
  const owners: [string, string | null][] = [
    ['joe@myclient.com', 'joe'],
    ['JOE@MyClient.com', 'joe'],
    ['joe', 'joe'],
    ['info@myclient.com', 'ann'],
    ['info', 'ann'],
    ['ann@private.example', 'ann'],
    ['joe@private.example', null],
    ['joe@example.com', null],
    ['info@example.com', null],
    ['nobody@myclient.com', null],
    ['joe@', null],
    ['@myclient.com', null],
    ['', null],
  ];
  for (const [address, owner] of owners) assert.equal(users.ownerOf(address), owner, address);
  for (const [address, owner] of owners)
    if (address.includes('@'))
      assert.equal(users.signInName(address), owner ?? address.toLowerCase());
  assert.equal(users.signInName('Info'), 'info', 'a bare alias is no name to sign in with');
  assert.ok(users.ownsSender('ann', 'info@myclient.com'));
  assert.ok(!users.ownsSender('joe', 'info@myclient.com'));
  settings.change('office', { domains: [] });
  assert.equal(users.ownerOf('joe@myclient.com'), null);
});

test('postmaster is the first user, or the one chosen, or who has the name (RFC 5321 §4.5.1)', async (t) => {
  const { users, settings } = await office(t, 'joe', 'ann');
  assert.equal(users.ownerOf('postmaster@myclient.com'), 'joe');
  assert.equal(users.ownerOf('Postmaster'), 'joe');
  assert.equal(users.ownerOf('postmaster@example.com'), null);
  settings.change('office', { postmaster: 'ann' });
  assert.equal(users.ownerOf('postmaster'), 'ann');
  assert.ok((await users.add({ name: 'postmaster', password: 'x' })).ok);
  assert.equal(users.ownerOf('postmaster@myclient.com'), 'postmaster');
});

test('APOP and CRAM-MD5 work only where they were switched on, and follow the password', async (t) => {
  const { users, file } = await office(t, 'joe');
  const apop = (secret: string): Credentials => {
    const timestamp = '<1.2@myclient.com>';
    return { kind: 'apop', user: 'joe', timestamp, digest: apopDigest(timestamp, secret) };
  };
  const cram = (secret: string): Credentials => {
    const challenge = '<3.4@myclient.com>';
    return { kind: 'cram-md5', user: 'joe', challenge, digest: cramMd5Digest(challenge, secret) };
  };
  assert.equal(await users.verify(apop('joe’s secret')), null);
  assert.equal(codeOf(await users.setChallengeSignIn('joe', 'guess')), 'users.wrong-password');
  assert.equal(users.hasChallengeUsers, false);
  assert.ok((await users.setChallengeSignIn('joe', 'joe’s secret')).ok);
  assert.equal(users.hasChallengeUsers, true);
  assert.equal(await users.verify(apop('joe’s secret')), 'joe');
  assert.equal(await users.verify(cram('joe’s secret')), 'joe');
  assert.equal(await users.verify(cram('guess')), null);
  await users.setPassword('joe', 'new');
  assert.equal(await users.verify(apop('joe’s secret')), null);
  assert.equal(await users.verify(apop('new')), 'joe');
  await users.setEnabled('joe', false);
  assert.equal(await users.verify(apop('new')), null);
  await users.setEnabled('joe', true);
  await users.setChallengeSignIn('joe', null);
  assert.equal(await users.verify(apop('new')), null);
  assert.ok(!fs.readFileSync(file, 'utf8').includes('"new"'));
});

test('a password that cannot be checked for the crowd is a plain answer, and nothing has changed', async (t) => {
  const { users } = await office(t, 'joe');
  // Two are worked on; those that wait cost nothing when their turn comes.
  const crowd = Array.from({ length: 202 }, (_, at) => verifyPassword('x', null, () => at > 1));
  assert.equal(codeOf(await users.setChallengeSignIn('joe', 'joe’s secret')), 'users.busy');
  await Promise.all(crowd);
  assert.equal(users.hasChallengeUsers, false);
  assert.ok((await users.setChallengeSignIn('joe', 'joe’s secret')).ok);
});

test('a challenge of nobody, or an empty digest, is never right', async (t) => {
  const { users } = await office(t);
  const digest = apopDigest('<1@x>', '');
  for (const user of ['joe', '', '__proto__'])
    assert.equal(await users.verify({ kind: 'apop', user, timestamp: '<1@x>', digest }), null);
});

test('an unknown user costs as much work as a wrong password, so that no clock tells who exists', async (t) => {
  const { users } = await office(t, 'joe');
  /** Processor time, which a busy computer does not stretch as it does the time on the clock. */
  const workOf = async (user: string): Promise<number> => {
    const runs: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const before = process.cpuUsage();
      await users.verify(password(user, 'wrong'));
      runs.push(process.cpuUsage(before).user);
    }
    return Math.min(...runs);
  };
  const [known, unknown] = [await workOf('joe'), await workOf('nobody')];
  assert.ok(unknown > known / 4, `${unknown} µs for nobody, ${known} µs for joe`);
});

test('the last sign-in is known at once, and reaches the disk some minutes later', async (t) => {
  const here = await office(t, 'joe');
  const at = here.clock.now();
  here.users.noteSignIn('joe', '192.0.2.7');
  const before = fs.readFileSync(here.file, 'utf8');
  assert.deepEqual(here.users.get('joe')?.lastSignInAt, at);
  assert.equal(fs.readFileSync(here.file, 'utf8'), before);
  await here.restart();
  assert.equal(here.users.get('joe')?.lastSignInAt, at);
  assert.equal(here.users.get('joe')?.lastSignInFrom, '192.0.2.7');
});

test('a disk that takes nothing: the change is refused with a remedy, and nothing has changed', async (t) => {
  const here = await office(t, 'joe');
  fs.renameSync(path.dirname(here.file), `${path.dirname(here.file)}-away`);
  t.after(() => fs.rmSync(`${path.dirname(here.file)}-away`, { recursive: true }));
  const changed = await here.users.setPassword('joe', 'new');
  assert.equal(codeOf(changed), 'users.not-saved');
  assert.match(here.journal.text(), /The list of users could not be saved\. ENOENT: /);
  assert.equal(codeOf(await here.users.remove('joe')), 'users.not-saved');
  assert.equal(await here.users.verify(password('joe', 'joe’s secret')), 'joe');
});

test('a users.db that cannot be read is said in plain words', async (t) => {
  const here = await office(t, 'joe');
  await here.users.stop();
  fs.rmSync(here.file);
  fs.mkdirSync(here.file);
  await assert.rejects(here.crash(), {
    name: 'ServiceFault',
    message: /^The list of users, .*users\.db, cannot be read \(EISDIR\)\. Look at the disk/,
  });
});

test('a damaged users.db is kept aside, said so, and who can be read can sign in', async (t) => {
  const here = await office(t, 'joe', 'ann');
  await here.users.stop();
  const lines = fs.readFileSync(here.file, 'utf8').trimEnd().split('\n');
  const joes = lines.find((line) => line.includes('"joe"')) ?? '';
  fs.writeFileSync(
    here.file,
    `${joes.slice(0, 40)}\n${lines.filter((l) => l !== joes).join('\n')}\n`,
  );
  await here.crash();
  assert.deepEqual(
    here.users.list().map((user) => user.name),
    ['ann'],
  );
  assert.deepEqual(here.journal.events('users.damaged'), ['users.damaged']);
  assert.match(
    here.users.damage ?? '',
    /damaged file was kept as .+ Compare the users and add who/,
  );
  here.users.noteSignIn('ann', '192.0.2.7');
  assert.notEqual(here.users.damage, null, 'a sign-in is no person who looked');
  await here.users.add({ name: 'joe', password: 'secret' });
  assert.equal(here.users.damage, null);
});

for (const length of [1, 8, 40, -2])
  test(`a users.db that was cut off in its last row (${length}) is said, since somebody is missing`, async (t) => {
    const here = await office(t, 'joe', 'ann');
    await here.users.stop();
    const [first = '', last = ''] = fs.readFileSync(here.file, 'utf8').split('\n');
    fs.writeFileSync(here.file, `${first}\n${last.slice(0, length)}`);
    here.mailboxes = ['ann', 'joe'];
    await here.crash();
    const [left] = here.users.list();
    const lost = left?.name === 'joe' ? 'ann' : 'joe';
    assert.equal(
      here.users.damage,
      `The list of users is cut off at its end, but there are mailboxes of ${lost}. Restore a backup, or add them again under the same names: their mail is still there.`,
    );
    assert.deepEqual(here.journal.events('users.damaged'), ['users.damaged']);
  });

test('half a row at the end of users.db that was never confirmed is nobody’s loss', async (t) => {
  const here = await office(t, 'joe');
  await here.users.stop();
  for (const half of ['{"_id":"joe","alia', '{"_id":"tom","alia']) {
    fs.appendFileSync(here.file, half);
    here.mailboxes = ['joe'];
    await here.crash();
    assert.deepEqual([here.users.damage, here.users.list().length], [null, 1]);
    await here.users.stop();
  }
});

for (const [how, lose] of [
  ['is gone', (file: string) => fs.rmSync(file)],
  ['is empty', (file: string) => fs.writeFileSync(file, '')],
  // As a file system may leave a file whose length it had noted and whose content it had not.
  [
    'holds zeros alone',
    (file: string) => fs.writeFileSync(file, Buffer.alloc(fs.statSync(file).size)),
  ],
] as const)
  test(`a users.db that ${how} is said, with the mailboxes that tell who was in it`, async (t) => {
    const here = await office(t, 'joe', 'ann');
    await here.users.stop();
    lose(here.file);
    here.mailboxes = ['ann', 'joe'];
    await here.crash();
    assert.equal(
      here.users.damage,
      'The list of users is empty, but there are mailboxes of ann, joe. Restore a backup, or add them again under the same names: their mail is still there.',
    );
    assert.deepEqual(here.journal.events('users.damaged'), ['users.damaged']);
    await here.users.add({ name: 'joe', password: 'secret' });
    assert.equal(here.users.damage, null);
    await here.restart();
    assert.equal(here.users.damage, null, 'who is not there any more may have been removed');
  });

test('a long row of mailboxes without a list is told by the first of them', async (t) => {
  const here = await office(t);
  here.mailboxes = ['ann', 'bob', 'cleo', 'dora', 'eve', 'lost+found', '.removed-joe-1'];
  await here.restart();
  assert.match(here.users.damage ?? '', /mailboxes of ann, bob, cleo and 2 more\./);
  here.mailboxes = ['lost+found', '.removed-joe-1'];
  await here.restart();
  assert.equal(here.users.damage, null);
});

test('a damaged users.db on a full disk keeps nobody who can be read from signing in, and says so', async (t) => {
  const here = await office(t, 'joe', 'ann');
  await here.users.stop();
  const lines = fs.readFileSync(here.file, 'utf8').trimEnd().split('\n');
  const damaged = `${lines.map((l) => (l.includes('"joe"') ? l.slice(0, 40) : l)).join('\n')}\n`;
  fs.writeFileSync(here.file, damaged);
  const { copyFileSync } = fs;
  t.after(() => (fs.copyFileSync = copyFileSync));
  fs.copyFileSync = () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  await here.crash();
  assert.equal(await here.users.verify(password('ann', 'ann’s secret')), 'ann');
  assert.equal(await here.users.verify(password('joe', 'joe’s secret')), null);
  assert.match(here.users.damage ?? '', /^The list of users is damaged, and the full disk/);
  assert.equal(codeOf(await here.users.add({ name: 'bob', password: 'x' })), 'users.not-saved');
  assert.equal(fs.readFileSync(here.file, 'utf8'), damaged);
  fs.copyFileSync = copyFileSync;
  assert.equal(codeOf(await here.users.add({ name: 'bob', password: 'x' })), 'ok');
  const [copy = ''] = /\S+users\.db\.damaged-\S+?(?=\. )/.exec(here.journal.text()) ?? [];
  assert.equal(fs.readFileSync(copy, 'utf8'), damaged);
  assert.match(
    here.users.damage ?? '',
    /kept as .+ Compare the users/,
    'nobody has read of that yet',
  );
  assert.equal(codeOf(await here.users.add({ name: 'joe', password: 'x' })), 'ok');
  assert.equal(here.users.damage, null);
});

test('who may use APOP, and which addresses belong to whom, stands in the journal when it changes', async (t) => {
  const here = await office(t, 'joe');
  await here.users.setAliases('joe', ['info@myclient.com']);
  await here.users.setChallengeSignIn('joe', 'wrong');
  await here.users.setChallengeSignIn('joe', 'joe’s secret');
  await here.users.setChallengeSignIn('joe', null);
  const changes = ['users.aliases-changed', 'users.apop-on', 'users.apop-off'];
  for (const change of changes) assert.deepEqual(here.journal.events(change), [change]);
});

test('an address of a backup goes to its user there, and is nobody else’s, after a restart too', async (t) => {
  const old = await office(t, 'ann', 'dora', 'dirk');
  await old.users.setAliases('ann', ['info', 'sales@myclient.com']);
  const here = await office(t, 'ann', 'bob', 'zoe');
  await here.users.setAliases('bob', ['bobby', 'info', 'dora']);
  await here.users.setAliases('zoe', ['sales@myclient.com', 'dirk@myclient.com']);
  assert.equal(codeOf(await here.users.importRows(old.users.exportRows())), 'ok');
  const told = here.journal.entries.filter(({ event }) => event === 'users.aliases-changed');
  assert.deepEqual(
    told.slice(-2).map(({ user }) => user),
    ['bob', 'zoe'],
  );
  for (const isRestarted of [false, true]) {
    if (isRestarted) await here.restart();
    assert.equal(here.users.ownerOf('info@myclient.com'), 'ann');
    assert.equal(here.users.ownerOf('sales@myclient.com'), 'ann');
    for (const name of ['dora', 'dirk'])
      assert.equal(here.users.ownerOf(`${name}@myclient.com`), name);
    assert.deepEqual(here.users.get('bob')?.aliases, ['bobby']);
    assert.deepEqual(here.users.get('zoe')?.aliases, []);
  }
});

test('who signs in as the backup says already keeps windows and sessions', async (t) => {
  const here = await office(t, 'joe', 'ann', 'bob');
  const backup = here.users.exportRows();
  here.clock.advance(60_000);
  await here.users.setPassword('ann', 'new');
  await here.users.setEnabled('bob', false);
  await here.users.setAliases('joe', ['info']);
  const since = here.users.credentialsSince('joe');
  const revoked: string[] = [];
  here.users.onRevoked((name) => revoked.push(name));
  here.clock.advance(60_000);
  assert.equal(codeOf(await here.users.importRows(backup)), 'ok');
  assert.deepEqual(revoked.sort(), ['ann', 'bob']);
  assert.equal(here.users.credentialsSince('joe'), since);
  assert.equal(here.users.credentialsSince('ann'), here.clock.now());
  assert.deepEqual(here.users.get('joe')?.aliases, []);
});
