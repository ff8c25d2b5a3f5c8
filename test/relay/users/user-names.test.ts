import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAlias, checkName, checkPassword } from '../../../main/relay/users/user-names.ts';

test('names of people and devices are taken', () => {
  for (const name of [
    'joe',
    'j',
    'front-desk',
    'joe.doe',
    'scanner_2',
    'a'.repeat(64),
    'postmaster',
    '7',
  ])
    assert.equal(checkName(name), null, name);
});

test('what could not be a folder name, on Windows too, is no user name', () => {
  const bad = [
    '',
    ' ',
    'Joe',
    'a b',
    'a/b',
    'a\\b',
    '..',
    '.',
    '.joe',
    'joe.',
    'a..b',
    '-joe',
    'joe-',
  ];
  const devices = ['con', 'nul', 'prn', 'aux', 'com1', 'lpt9', 'con.txt', 'nul.joe'];
  for (const name of [...bad, ...devices, 'a'.repeat(65), 'jöe', 'joe\n', 'joe:x', '~'])
    assert.equal(checkName(name)?.code, 'users.bad-name', JSON.stringify(name));
});

test('a name that only begins like a device is a name', () => {
  for (const name of ['connie', 'com10', 'auxiliary', 'console'])
    assert.equal(checkName(name), null);
});

test('passwords are any characters in any script, spaces too, but no line breaks', () => {
  for (const password of [
    'x',
    ' pass word ',
    'pässwörd',
    '密码',
    '👩‍👩‍👧',
    'a'.repeat(255),
    '👍'.repeat(255),
  ])
    assert.equal(checkPassword(password), null, password);
  for (const password of ['', 'a\nb', 'a\rb', 'a\0b', 'a'.repeat(256)])
    assert.equal(checkPassword(password)?.code, 'users.bad-password');
});

test('an alias is an address or the part before the @', () => {
  for (const alias of ['info', 'info@example.com', 'joe+x@example.com'])
    assert.equal(checkAlias(alias), null);
  for (const alias of ['', 'a b', '<a@b.c>', 'a@b@c', 'a@', '@b.c', 'a,b'])
    assert.equal(checkAlias(alias)?.code, 'users.bad-alias', alias);
});
