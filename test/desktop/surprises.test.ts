import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Surprises } from '../../main/desktop/surprises.ts';

function surprises() {
  const noted: string[] = [];
  const told: string[] = [];
  const all = new Surprises({
    report: (_event, text) => void noted.push(text),
    tell: ({ message }) => void told.push(message),
  });
  return { all, noted, told };
}

test('each surprise is noted once, and a person is told of the first alone', () => {
  const { all, noted, told } = surprises();
  for (const thrown of [new Error('one'), 'two', new Error('one')]) all.met(thrown);
  assert.deepEqual(noted, [
    'Something unexpected happened: one',
    'Something unexpected happened: two',
  ]);
  assert.equal(told.length, 1);
});

test('a flood of them does not fill the journal', () => {
  const { all, noted } = surprises();
  for (let count = 0; count < 1_000; count += 1) all.met(new Error(String(count)));
  assert.equal(noted.length, 100);
});
