import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hashPassword,
  RememberedPasswords,
  verifyPassword,
} from '../../../main/relay/users/password.ts';
import { suggestPassword } from '../../../main/relay/users/suggest-password.ts';

test('a password matches its hash, and no other does', async () => {
  const hash = await hashPassword('pass word ');
  assert.match(hash, /^scrypt\$16384\$8\$1\$/);
  assert.ok(await verifyPassword('pass word ', hash));
  for (const other of ['pass word', ' pass word ', 'Pass word ', ''])
    assert.ok(!(await verifyPassword(other, hash)), `"${other}"`);
});

test('the same password has another hash each time', async () => {
  assert.notEqual(await hashPassword('same'), await hashPassword('same'));
});

test('an accent is the same however a keyboard spells it', async () => {
  const hash = await hashPassword('caf\u00e9');
  assert.ok(await verifyPassword('cafe\u0301', hash));
});

test('a hash made with another cost is still checked', async () => {
  const cheap = 'scrypt$1024$8$1$c2FsdHNhbHRzYWx0c2FsdA==$' + Buffer.alloc(32).toString('base64');
  assert.ok(!(await verifyPassword('anything', cheap)));
});

test('nobody’s hash, or an unreadable one, matches nothing', async () => {
  for (const hash of [null, '', 'plain', 'scrypt$0$8$1$YQ==$YQ==', 'scrypt$16384$8$1$$'])
    assert.ok(!(await verifyPassword('', hash)), String(hash));
});

test('many checks at once all end, each with its own answer', async () => {
  const hash = await hashPassword('right');
  const guesses = ['right', 'wrong', 'right', 'wrong', 'right', 'wrong'];
  const answers = await Promise.all(guesses.map((guess) => verifyPassword(guess, hash)));
  assert.deepEqual(answers, [true, false, true, false, true, false]);
});

test('a remembered password is recognised, for its user only, until it is forgotten', () => {
  const remembered = new RememberedPasswords();
  remembered.remember('joe', 'secret');
  assert.ok(remembered.isRemembered('joe', 'secret'));
  assert.ok(!remembered.isRemembered('joe', 'Secret'));
  assert.ok(!remembered.isRemembered('ann', 'secret'));
  remembered.forget('joe');
  assert.ok(!remembered.isRemembered('joe', 'secret'));
});

test('a suggested password can be read out: at most 20 letters, digits and hyphens', () => {
  const suggested = Array.from({ length: 200 }, suggestPassword);
  for (const password of suggested) assert.match(password, /^([a-z]{4}-){3}\d\d$/);
  assert.ok(suggested.every((password) => password.length <= 20));
  assert.equal(new Set(suggested).size, 200);
});
