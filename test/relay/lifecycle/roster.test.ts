import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Roster } from '../../../main/relay/lifecycle/roster.ts';

test('who comes is there, and who goes is not', () => {
  const roster = new Roster<string>();
  for (const name of ['joe', 'amy', 'bob']) roster.add(name);
  assert.equal(roster.remove('joe'), true);
  assert.deepEqual([...roster.all()].sort(), ['amy', 'bob']);
  assert.equal(roster.size, 2);
});

test('who is not there cannot go, and nobody else goes for him', () => {
  const roster = new Roster<string>();
  roster.add('joe');
  assert.equal(roster.remove('amy'), false);
  assert.equal(roster.remove('joe'), true);
  assert.equal(roster.remove('joe'), false);
  assert.equal(roster.size, 0);
});

test('everybody of a list is met once, also where each one goes when he is met', () => {
  const roster = new Roster<number>();
  for (let number = 0; number < 10; number += 1) roster.add(number);
  const met: number[] = [];
  for (const number of roster.all()) {
    met.push(number);
    roster.remove(number);
  }
  assert.deepEqual(met, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(roster.size, 0);
});
