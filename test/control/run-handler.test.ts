import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { failed, ok, type Result } from '../../main/contract/result.ts';
import { ControlDesk } from '../../main/control/desk.ts';
import type { Parts } from '../../main/control/parts.ts';
import { runHandler } from '../../main/control/run-handler.ts';
import type { JournalInput } from '../../main/relay/journal/journal.ts';
import { ServiceFault } from '../../main/relay/lifecycle/service-fault.ts';

const context = { push: () => undefined, onEnd: () => undefined };

/** What comes of a request whose only argument is a name of one to five letters. */
const asked = (rawArgs: unknown, run = (): unknown => null): Promise<Result<unknown>> =>
  runHandler(
    'users:remove',
    {
      parse: z.strictObject({ name: z.string().min(1).max(5), ids: z.array(z.int()).optional() }),
      run: () => Promise.resolve().then(run),
    } as never,
    { rawArgs, context, onSurprise: () => failed('internal', 'A surprise.') },
  );

const said = (result: Result<unknown>): unknown =>
  result.ok ? result.value : [result.error.code, result.error.message, result.error.field];

const bad = 'control.bad-arguments';

test('what a person can type wrongly is told in plain words, all else as another version', async () => {
  assert.deepEqual(said(await asked({ name: 'joanna' })), [
    ...[bad, '"name" is longer than 5 characters.', 'name'],
  ]);
  assert.deepEqual(said(await asked({ name: '' })), [bad, '"name" is empty.', 'name']);
  for (const rawArgs of [
    undefined,
    { name: 5 },
    { name: 'joe', ids: [0.5] },
    { name: 'joe', x: 1 },
  ]) {
    const result = await asked(rawArgs);
    assert.ok(!result.ok);
    assert.match(result.error.message, /^The request users:remove has a wrong argument: /);
    assert.match(result.error.hint ?? '', /must have the same version/);
  }
  assert.deepEqual(await asked({ name: 'joe' }, () => ok('done')), ok('done'));
});

test('a fault that stands between a person and any answer is told as it is, others are surprises', async () => {
  const throws = (error: Error) => (): never => {
    throw error;
  };
  const unreadable = new ServiceFault('journal.unreadable', 'The journal cannot be read.');
  assert.deepEqual(said(await asked({ name: 'joe' }, throws(unreadable))), [
    ...['journal.unreadable', 'The journal cannot be read.', undefined],
  ]);
  for (const error of [new ServiceFault('EIO', 'It broke.'), new Error('journal.unreadable')])
    assert.deepEqual(said(await asked({ name: 'joe' }, throws(error))), [
      ...['internal', 'A surprise.', undefined],
    ]);
});

test('a surprise is an answer with an id, under which the journal says what it was', async () => {
  const noted: JournalInput[] = [];
  const journal = { record: (entry: JournalInput) => noted.push(entry), onEntry: () => undefined };
  const desk = new ControlDesk({ journal } as unknown as Parts);
  const result = await desk.handle('status:get', {}, context);
  assert.ok(!result.ok);
  const [entry] = noted;
  assert.match(entry?.id ?? '', /^E-[0-9A-F]{6}$/);
  assert.deepEqual([entry?.event, entry?.level], ['control.internal', 'error']);
  assert.match(entry?.text ?? '', /^The request status:get failed\. TypeError: .+\n +at /);
  assert.deepEqual(said(result), ['internal', `Something went wrong (${entry?.id}).`, undefined]);
  assert.equal(result.error.hint, `Look at "mailroom journal" for ${entry?.id}.`);
});
