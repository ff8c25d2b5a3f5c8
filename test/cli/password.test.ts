import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import type { CommandContext } from '../../main/cli/command.ts';
import { readPassword } from '../../main/cli/password.ts';

const answering = {
  deskFor: () => Promise.resolve({ close: () => undefined }),
} as unknown as CommandContext;

/** Standard input of this process, for the length of a test. */
function comesIn(t: TestContext, pieces: readonly Buffer[]): void {
  const real = Object.getOwnPropertyDescriptor(process, 'stdin');
  assert.ok(real);
  t.after(() => Object.defineProperty(process, 'stdin', real));
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from(pieces) });
}

test('a password that is piped in is the same however it is cut into pieces', async (t) => {
  const octets = Buffer.from('größe über 日本\nmore');
  comesIn(
    t,
    [...octets].map((octet) => Buffer.of(octet)),
  );
  assert.equal(await readPassword(answering, ''), 'größe über 日本');
});

test('a password in an old encoding is refused: as UTF-8 it would be another one', async (t) => {
  comesIn(t, [Buffer.from('größe\n', 'latin1')]);
  await assert.rejects(readPassword(answering, ''), /is not UTF-8.+Type it at the prompt/);
});

test('a mark of UTF-8 in front is no part of the password', async (t) => {
  comesIn(t, [Buffer.from('\ufeffgröße\r\n')]);
  assert.equal(await readPassword(answering, ''), 'größe');
});
