import assert from 'node:assert/strict';
import test from 'node:test';
import { DotStuffer } from '../../../main/relay/upstream/dot-stuffer.ts';

function onTheWire(...chunks: string[]): string {
  const stuffer = new DotStuffer();
  const parts = chunks.map((chunk) => stuffer.stuff(Buffer.from(chunk, 'latin1')));
  return Buffer.concat([...parts, stuffer.end()]).toString('latin1');
}

const rows: readonly [body: string, wire: string][] = [
  ['a\r\n', 'a\r\n.\r\n'],
  ['a', 'a\r\n.\r\n'],
  ['', '\r\n.\r\n'],
  ['.', '..\r\n.\r\n'],
  ['.\r\n', '..\r\n.\r\n'],
  ['a\r\n.\r\nb\r\n', 'a\r\n..\r\nb\r\n.\r\n'],
  ['a\r\n..b\r\n', 'a\r\n...b\r\n.\r\n'],
  ['a.b.\r\n', 'a.b.\r\n.\r\n'],
  ['a\r', 'a\r\n.\r\n'],
];

for (const [body, wire] of rows)
  test(`RFC 5321 §4.5.2: ${JSON.stringify(body)} goes out as ${JSON.stringify(wire)}`, () => {
    assert.equal(onTheWire(body), wire);
  });

test('a body cut anywhere goes out the same', () => {
  const body = '.a\r\n.b\r\n\r\n..c\r\n.\r\nd';
  const whole = onTheWire(body);
  for (let cut = 0; cut <= body.length; cut += 1)
    assert.equal(onTheWire(body.slice(0, cut), body.slice(cut)), whole);
  assert.equal(onTheWire(...Array.from(body)), whole);
});

test('no sequence of smuggling ends the message early', () => {
  for (const vector of [
    '\n.\n',
    '\n.\r',
    '\r.\n',
    '\r.\r',
    '\n.\r\n',
    '\r.\r\n',
    '\r\n.\r',
    '\r\n.\n',
    '\n.\n.\n',
    '\r.\r.\r',
    '\r.x\n.y\r.\n',
  ])
    for (const wire of [
      onTheWire(`a${vector}b\r\n`),
      onTheWire('a', ...Array.from(vector), 'b\r\n'),
    ]) {
      const inside = wire.slice(0, -5);
      assert.doesNotMatch(inside, /[\r\n]\.[\r\n]/, JSON.stringify(wire));
      // A receiver takes the first dot of a line away.
      assert.equal(inside.replace(/([\r\n])\./g, '$1'), `a${vector}b`);
    }
});
