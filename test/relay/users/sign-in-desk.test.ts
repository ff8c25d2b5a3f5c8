import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { UserView } from '../../../main/contract/people.ts';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import { SignInDesk } from '../../../main/relay/users/sign-in-desk.ts';
import type { Credentials, SignInProtocol } from '../../../main/relay/users/users.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { TestSettings } from '../../helpers/test-settings.ts';

const minute = 60_000;
const desk = '192.0.2.7' as AddressKey;
const elsewhere = '203.0.113.5' as AddressKey;

/** Two users whose passwords are "right"; `work` counts the slow checks. */
class People {
  readonly remembered = new Set<string>();
  work = 0;
  isBroken = false;
  lastSignIn = '';
  /** As users.db has it for everybody. */
  last: Pick<UserView, 'lastSignInAt' | 'lastSignInFrom'> = {
    lastSignInAt: null,
    lastSignInFrom: null,
  };

  get(name: string): UserView | null {
    const user = { name, aliases: [], enabled: true, challengeSignIn: false, createdAt: 0 };
    const isUser = name === 'joe' || name === 'ann';
    return isUser ? { ...user, ...this.last } : null;
  }

  list(): readonly UserView[] {
    return [this.get('joe')!, this.get('ann')!];
  }

  signInName(typed: string): string {
    const lower = typed.toLowerCase();
    return lower === 'joe@myclient.com' ? 'joe' : lower;
  }

  recognise(name: string, password: string): string | null {
    return password === 'right' && this.remembered.has(name) ? name : null;
  }

  async verify(credentials: Credentials): Promise<string | null> {
    this.work += 1;
    await setImmediate();
    if (this.isBroken) throw new Error('scrypt is out of memory');
    const name = credentials.user.toLowerCase();
    const isRight = credentials.kind === 'password' && credentials.password === 'right';
    if (!isRight || this.get(name) === null) return null;
    this.remembered.add(name);
    return name;
  }

  noteSignIn(name: string, peer: string): void {
    this.lastSignIn = `${name} ${peer}`;
  }
}

/** Lets time pass until the work has ended. */
async function whileTimePasses<T>(clock: TestClock, work: Promise<T>): Promise<T> {
  let turnsLeft = 1_000;
  void work.then(() => (turnsLeft = 0));
  for (; turnsLeft > 0; turnsLeft -= 1) {
    await setImmediate();
    clock.advance(50);
  }
  return work;
}

type Way = readonly [SignInProtocol, 'USER' | 'PLAIN' | 'LOGIN'];

let guesses = 0;
/** Another wrong password each time. */
const aGuess = (): string => `wrong ${(guesses += 1)}`;

function office() {
  const parts = {
    users: new People(),
    settings: new TestSettings(),
    clock: new TestClock(),
    journal: new TestJournal(),
  };
  const door = new SignInDesk(parts);
  /** One attempt, with time passing while the answer is held back. */
  const attempt = async (
    user: string,
    password: string,
    peer: AddressKey = desk,
    [protocol, method]: Way = ['pop3', 'USER'],
  ): Promise<string> => {
    let outcome = '';
    const credentials = { kind: 'password', method, user, password } as const;
    void door.check(credentials, peer, protocol).then((result) => (outcome = result.outcome));
    for (let turn = 0; outcome === '' && turn < 200; turn += 1) {
      await setImmediate();
      if (turn > 3) parts.clock.advance(10);
    }
    return outcome;
  };
  const attempts = async (count: number, user: string, peer = desk): Promise<string[]> => {
    const outcomes: string[] = [];
    for (let n = 0; n < count; n += 1) outcomes.push(await attempt(user, aGuess(), peer));
    return outcomes;
  };
  return { ...parts, door, attempt, attempts };
}

test('the right password signs in, and who, whence and how is journaled', async () => {
  const { attempt, journal, users } = office();
  assert.equal(await attempt('Joe', 'right', desk, ['smtp', 'PLAIN']), 'ok');
  const [entry] = journal.entries;
  assert.deepEqual([entry?.event, entry?.user, entry?.peer], ['smtp.signed-in', 'joe', desk]);
  assert.equal(users.lastSignIn, `joe ${desk}`);
});

test('a wrong password is journaled with user and address, never with the password', async () => {
  const { attempt, journal } = office();
  assert.equal(await attempt('joe', 'hunter2'), 'wrong');
  const [entry] = journal.entries;
  assert.deepEqual([entry?.event, entry?.user, entry?.peer], ['pop3.sign-in-failed', 'joe', desk]);
  assert.ok(!journal.text().includes('hunter2'));
});

test('a password typed into the name field is not written down, not in the blocks either', async () => {
  const { attempts, door, journal } = office();
  await attempts(10, 'Hunter2');
  assert.equal(door.isShutOut(desk), true);
  assert.ok(!journal.text().toLowerCase().includes('hunter2'));
  assert.ok(!JSON.stringify(door.blocks()).toLowerCase().includes('hunter2'));
});

test('a remembered password costs no slow check', async () => {
  const { attempt, users } = office();
  for (let poll = 0; poll < 5; poll += 1) assert.equal(await attempt('joe', 'right'), 'ok');
  assert.equal(users.work, 1);
});

test('after ten failures an address is blocked, also with the right password, for the block time', async () => {
  const { attempt, attempts, door, clock, journal } = office();
  assert.deepEqual(new Set(await attempts(10, 'joe')), new Set(['wrong']));
  assert.equal(await attempt('joe', 'right'), 'blocked');
  assert.equal(await attempt('ann', 'right', elsewhere), 'ok');
  const [block] = door.blocks();
  assert.deepEqual([block?.kind, block?.subject, block?.failures], ['address', desk, 10]);
  assert.deepEqual(journal.events('sign-in'), ['sign-in.blocked']);
  clock.advance(block!.until - clock.now() - 1);
  assert.ok(door.isShutOut(desk));
  clock.advance(1);
  assert.equal(await attempt('joe', 'right'), 'ok');
  assert.deepEqual(door.blocks(), []);
});

test('one password tried in several ways at once, as Thunderbird does, is one guess; each is slowed down', async () => {
  const { attempt, door, clock } = office();
  const start = clock.now();
  for (const name of ['joe', 'Joe@MyClient.com'])
    for (const protocol of ['pop3', 'smtp'] as const)
      for (const method of ['PLAIN', 'LOGIN', 'USER'] as const)
        assert.equal(await attempt(name, 'mistyped', desk, [protocol, method]), 'wrong');
  assert.ok(clock.now() - start > 5_000);
  assert.ok(!door.isShutOut(desk));
  assert.equal(await attempt('joe', 'right'), 'ok');
});

test('one password tried ten times in the same way is ten failures', async () => {
  const { attempt, door } = office();
  for (let tries = 0; tries < 10; tries += 1) {
    assert.ok(!door.isShutOut(desk));
    await attempt('joe', 'of last year');
  }
  assert.ok(door.isShutOut(desk));
});

test('another password in another way is another guess', async () => {
  const { attempt, door } = office();
  const ways = (['pop3', 'smtp'] as const).flatMap((protocol) =>
    (['PLAIN', 'LOGIN', 'USER'] as const).map((method): Way => [protocol, method]),
  );
  for (let tries = 0; tries < 10; tries += 1) {
    assert.ok(!door.isShutOut(desk));
    await attempt('joe', aGuess(), desk, ways[tries % ways.length]);
  }
  assert.ok(door.isShutOut(desk));
});

test('an old password that a program tries every minute is shut out in the end', async () => {
  const { attempt, clock, door } = office();
  for (let tries = 0; tries < 10; tries += 1) {
    assert.ok(!door.isShutOut(desk));
    await attempt('joe', 'of last year');
    clock.advance(minute);
  }
  assert.ok(door.isShutOut(desk));
});

test('one password tried on many names, or from many places, is many guesses', async () => {
  const { attempt, door } = office();
  for (let n = 0; n < 10; n += 1) await attempt(`name${n}`, 'summer');
  assert.ok(door.isShutOut(desk));
  for (let n = 1; n <= 20; n += 1) await attempt('ann', 'summer', `198.51.100.${n}` as AddressKey);
  assert.equal(await attempt('ann', 'right', elsewhere), 'blocked');
});

test('failures count within a sliding time, not for ever', async () => {
  const { attempts, clock, door } = office();
  await attempts(5, 'joe');
  clock.advance(10 * minute);
  await attempts(4, 'joe');
  clock.advance(6 * minute);
  await attempts(5, 'joe');
  assert.ok(!door.isShutOut(desk));
  await attempts(1, 'joe');
  assert.ok(door.isShutOut(desk));
});

test('each further failure is answered later, up to a second', async () => {
  const { attempt, clock } = office();
  const waits: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const start = clock.now();
    await attempt('joe', 'wrong');
    waits.push(clock.now() - start);
  }
  assert.deepEqual(
    waits.map((ms) => Math.round(ms / 100)),
    [0, 0, 1, 2, 4, 8, 10, 10],
  );
});

test('a user guessed at from many addresses is blocked, but not where he signed in before', async () => {
  const { attempt, attempts, door } = office();
  assert.equal(await attempt('joe', 'right'), 'ok');
  for (let host = 1; host <= 4; host += 1)
    await attempts(5, 'joe', `198.51.100.${host}` as AddressKey);
  assert.equal(await attempt('joe', 'right', elsewhere), 'blocked');
  assert.equal(await attempt('joe', 'right'), 'ok');
  assert.equal(await attempt('ann', 'right', elsewhere), 'ok');
  assert.deepEqual(
    door.blocks().map(({ subject, by }) => [subject, by]),
    [['joe', ['198.51.100.1', '198.51.100.2', '198.51.100.3']]],
  );
});

test('the old password of one shuts out no colleague on the same computer, but himself and strangers', async () => {
  const { attempt, attempts, door, clock } = office();
  for (const user of ['joe', 'ann']) assert.equal(await attempt(user, 'right'), 'ok');
  await attempts(10, 'joe');
  assert.deepEqual(
    door.blocks().map(({ kind, subject, by }) => [kind, subject, by]),
    [['address', desk, ['joe']]],
  );
  assert.equal(await attempt('joe', 'right'), 'blocked');
  assert.equal(await attempt('bob', 'guess'), 'blocked');
  for (let round = 0; round < 10; round += 1) {
    assert.equal(await attempt('ann', 'wrong'), 'wrong');
    assert.equal(await attempt('ann', 'right'), 'ok');
  }
  assert.equal(await attempt('joe', 'right'), 'blocked');
  assert.ok(!door.isShutOut(desk), 'ann may come in to send');
  clock.advance(15 * minute);
  assert.equal(await attempt('joe', 'right'), 'ok');
});

test('where a user works, nobody guesses at the name more often than ten times', async () => {
  const { attempt, attempts, users } = office();
  for (const user of ['joe', 'ann']) assert.equal(await attempt(user, 'right'), 'ok');
  await attempts(10, 'joe');
  const before = users.work;
  const outcomes = await attempts(30, 'ann');
  assert.deepEqual(
    ['wrong', 'blocked'].map((wanted) => outcomes.filter((outcome) => outcome === wanted).length),
    [10, 20],
  );
  assert.equal(users.work - before, 10);
});

for (const lifted of [desk, 'joe'])
  test(`lifting the block of ${lifted} lets in again whose name was tried there, and from elsewhere`, async () => {
    const { attempt, attempts, door } = office();
    assert.equal(await attempt('joe', 'right'), 'ok');
    await attempts(10, 'joe');
    for (const host of [1, 2]) await attempts(5, 'joe', `198.51.100.${host}` as AddressKey);
    assert.equal(door.blocks().length, 2);
    assert.ok(!door.isShutOut(desk), 'somebody works there');
    assert.equal(await attempt('joe', 'right'), 'blocked');
    assert.equal(door.unblock(lifted), true);
    assert.equal(await attempt('joe', 'wrong'), 'wrong');
    assert.equal(await attempt('joe', 'right'), 'ok');
  });

test('a block names who was tried, and no name that nobody has', async () => {
  const { attempts, door, journal } = office();
  await attempts(4, 'hunter2');
  await attempts(2, 'ann');
  await attempts(4, 'joe');
  assert.deepEqual(door.blocks()[0]?.by, ['joe', 'ann']);
  const block = journal.entries.find((entry) => entry.event === 'sign-in.blocked');
  assert.match(block?.text ?? '', /failed sign-ins\. Most of them were for joe\. "mailroom blocks/);
  assert.ok(!journal.text().includes('hunter2'));
});

for (const since of ['before a restart', 'after it'])
  test(`where a user signed in last, ${since}, is known for a day`, async () => {
    const { attempt, attempts, users, clock } = office();
    if (since === 'after it') await attempt('joe', 'right');
    else users.last = { lastSignInAt: clock.now(), lastSignInFrom: desk };
    clock.advance(23 * 60 * minute);
    const guess = async (): Promise<void> => {
      for (let host = 1; host <= 4; host += 1)
        await attempts(5, 'joe', `198.51.100.${host}` as AddressKey);
    };
    await guess();
    assert.equal(await attempt('joe', 'wrong', elsewhere), 'blocked');
    assert.equal(await attempt('joe', 'wrong'), 'wrong');
    clock.advance(2 * 60 * minute);
    await guess();
    assert.equal(await attempt('joe', 'wrong'), 'blocked');
  });

test('a name that nobody has is blocked like any other, so that a block tells no stranger who exists', async () => {
  const { attempt, attempts, door, journal } = office();
  for (let host = 1; host <= 4; host += 1)
    await attempts(5, 'bob', `198.51.100.${host}` as AddressKey);
  assert.equal(await attempt('bob', 'guess', elsewhere), 'blocked');
  // It may be a password.
  assert.deepEqual(door.blocks(), []);
  assert.ok(!journal.text().includes('bob'));
});

test('signing in as oneself does not clear one’s guesses at another’s password', async () => {
  const { attempt, attempts, door } = office();
  for (let round = 0; round < 5; round += 1) {
    await attempts(2, 'joe');
    await attempt('ann', 'right');
  }
  assert.equal(door.blocks()[0]?.subject, desk);
  assert.equal(await attempt('joe', 'wrong'), 'blocked');
});

test('a mistyped password is forgiven once the right one comes', async () => {
  const { attempt, attempts, door } = office();
  for (let round = 0; round < 5; round += 1) {
    await attempts(5, 'joe');
    assert.equal(await attempt('joe', 'right'), 'ok');
  }
  assert.deepEqual(door.blocks(), []);
});

test('guesses in parallel do not outrun their block', async () => {
  const { door, clock, users } = office();
  const guess = () =>
    ({ kind: 'password', method: 'USER', user: 'joe', password: aGuess() }) as const;
  const checks = Array.from({ length: 60 }, () => door.check(guess(), desk, 'pop3'));
  const results = (await whileTimePasses(clock, Promise.all(checks))).map(({ outcome }) => outcome);
  const tally = (wanted: string): number => results.filter((outcome) => outcome === wanted).length;
  assert.ok(users.work <= 11, `${users.work} guesses were checked`);
  assert.equal(tally('wrong') + tally('blocked'), 60);
});

test('more waiting checks than can be held are put off, not refused as wrong', async () => {
  const { door, clock, journal } = office();
  const guess = () =>
    ({ kind: 'password', method: 'USER', user: 'joe', password: aGuess() }) as const;
  const outcomes = Array.from({ length: 110 }, () => door.check(guess(), desk, 'pop3'));
  const last = await outcomes.at(-1)!;
  assert.equal(last.outcome, 'unavailable');
  assert.ok(journal.events().includes('pop3.sign-in-unavailable'));
  await whileTimePasses(clock, Promise.all(outcomes));
});

test('a check that breaks says unavailable, counts as no failure and is journaled', async () => {
  const { attempt, users, journal, door } = office();
  users.isBroken = true;
  for (let n = 0; n < 12; n += 1) assert.equal(await attempt('joe', 'right'), 'unavailable');
  assert.ok(!door.isShutOut(desk));
  assert.equal(journal.entries[0]?.level, 'error');
});

test('a block is lifted by hand, however the address is spelled, and counting starts anew', async () => {
  const { attempt, attempts, journal, door } = office();
  await attempts(10, 'joe');
  assert.equal(door.unblock('192.0.2.8'), false);
  assert.equal(door.unblock('::ffff:192.0.2.7'), true);
  const subjectOf = (event: string) =>
    journal.entries.find((entry) => entry.event === event)?.data?.['subject'];
  assert.equal(subjectOf('sign-in.unblocked'), subjectOf('sign-in.blocked'));
  assert.equal(door.unblock(desk), false);
  assert.equal(await attempt('joe', 'wrong'), 'wrong');
  assert.ok(!door.isShutOut(desk));
});

test('the block of a user is lifted under the name or the e-mail address', async () => {
  for (const subject of ['JOE', 'joe@myclient.com']) {
    const { attempts, door } = office();
    for (let host = 1; host <= 4; host += 1)
      await attempts(5, 'joe', `198.51.100.${host}` as AddressKey);
    assert.equal(door.unblock(subject), true, subject);
    assert.deepEqual(door.blocks(), []);
  }
});

for (const address of ['127.0.0.1', '10.1.2.3'] as AddressKey[])
  test(`the block of an address that the owner trusts (${address}) says where to look`, async () => {
    const { attempts, journal, settings } = office();
    const lists = { allowedSenders: [], recipientDomains: [] };
    const lan = { name: 'lan', network: '10.0.0.0/8', messagesPerHour: 0, maxSizeBytes: 0 };
    settings.change('access', { trusted: [{ ...lan, ...lists }] });
    await attempts(10, 'joe', address);
    const block = journal.entries.find((entry) => entry.event === 'sign-in.blocked');
    assert.equal(block?.level, 'warning');
    assert.match(block.text, /a program or device there with an old password/);
    assert.deepEqual(block.data, { subject: address });
  });

test('the block of a user does not take the name for a trusted address', async () => {
  const { attempt, journal } = office();
  for (let n = 0; n < 20; n += 1) await attempt('joe', 'wrong', `127.0.0.${n + 1}` as AddressKey);
  const block = journal.entries.find((entry) => entry.event === 'sign-in.blocked');
  assert.deepEqual(block?.data, { subject: 'joe' });
  assert.doesNotMatch(block.text, /address of this office/);
});

test('a user’s e-mail address is as good as the name, also for counting guesses', async () => {
  const { attempt, journal, door } = office();
  assert.equal(await attempt('Joe@MyClient.com', 'right'), 'ok');
  assert.deepEqual(
    journal.entries.map(({ event, user }) => [event, user]),
    [['pop3.signed-in', 'joe']],
  );
  for (let n = 0; n < 20; n += 1)
    await attempt(n % 2 ? 'joe' : 'joe@myclient.com', 'wrong', `203.0.113.${n}` as AddressKey);
  assert.deepEqual(
    door.blocks().map(({ kind, subject }) => [kind, subject]),
    [['user', 'joe']],
  );
});
