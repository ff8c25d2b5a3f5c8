import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  baseOf,
  maildirName,
  ourSizeIn,
  uidOf,
  wireSizeIn,
} from '../../../main/relay/mailboxes/maildir-name.ts';

test('our names tell key and size, and fit any file system', () => {
  assert.equal(maildirName('abc.joe', 42), 'abc.joe.mailroom,S=42');
  assert.equal(ourSizeIn('abc.joe.mailroom,S=42'), 42);
  assert.equal(uidOf('abc.joe.mailroom,S=42'), 'abc.joe.mailroom');
  for (const key of ['../x', 'a:b', 'con?', '.hidden', 'ö', '', 'k'.repeat(300)])
    assert.match(maildirName(key, 1), /^[0-9a-f]{64}\.mailroom,S=1$/, key);
});

test('flags of other programs are no part of the name', () => {
  for (const mark of ['', ':2,', ':2,S', ':2,FRS', ';2,S', '!2,S', ':2,Sab'])
    assert.equal(baseOf(`1.host,S=5${mark}`), '1.host,S=5');
});

test('sizes that other programs noted: only W= counts as on the wire', () => {
  for (const [base, ours, wire] of [
    ['1.host', null, null],
    ['1.host,S=5', null, null],
    ['1.host,S=5,W=7', null, 7],
    ['1.host,W=7,S=5', null, 7],
    ['1.host,W=7x', null, null],
    ['1.mailroom,S=5', 5, null],
    ['1.mailroom,S=5,W=7', null, 7],
    ['1.mailroom,S=', null, null],
  ] as const)
    assert.deepEqual([ourSizeIn(base), wireSizeIn(base)], [ours, wire], base);
});

test('RFC 1939 §7: any name has a uid of 1 to 70 characters from 0x21 to 0x7E', () => {
  for (const base of ['1.host', 'a b', 'ü', ',S=1', 'x'.repeat(71), '\u{1f600}'])
    assert.match(uidOf(base), /^[\x21-\x7e]{1,70}$/, base);
});
