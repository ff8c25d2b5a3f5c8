import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DotStuffing, TopCut } from '../../../main/relay/pop3/dot-stuff.ts';

const header = 'Subject: v1.2\r\n.x: y\r\n\r\n';
const lines = ['.', '..dots', '', 'a.b', '.end'];
const letter = `${header}${lines.join('\r\n')}`;

/** The letter octet by octet, and in two pieces, cut at each place. */
const octets = Array.from(letter);
const cuts = [octets, ...octets.map((_, at) => [letter.slice(0, at), letter.slice(at)])];
const pushed = (pipe: { push(piece: Buffer): Buffer }, pieces: readonly string[]): string =>
  pieces.map((piece) => pipe.push(Buffer.from(piece)).toString()).join('');

test('RFC 1939 §3: the dots at line starts are doubled, and no others, however the message comes in pieces', () => {
  const stuffed = letter.replace(/^\./gm, '..');
  for (const pieces of cuts) {
    const dots = new DotStuffing();
    assert.equal(
      pushed(dots, pieces) + dots.end().toString(),
      `${stuffed}\r\n.\r\n`,
      pieces.join('|'),
    );
  }
});

test('RFC 1939 §7: TOP cuts behind the same line, however the message comes in pieces', () => {
  for (let count = 0; count <= lines.length; count += 1) {
    const body = lines.map((line, at) => (at < lines.length - 1 ? `${line}\r\n` : line));
    const expected = header + body.slice(0, count).join('');
    for (const pieces of cuts)
      assert.equal(pushed(new TopCut(count), pieces), expected, pieces.join('|'));
  }
});
