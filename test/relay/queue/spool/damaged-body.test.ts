import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { headOf, messageFrom, type QueuedMessage } from '../../../../main/relay/queue/message.ts';
import { EnvelopePool } from '../../../../main/relay/queue/envelope-pool.ts';
import { DamagedBody } from '../../../../main/relay/queue/spool/body-check.ts';
import { SpoolIncoming } from '../../../../main/relay/queue/spool/incoming.ts';
import type { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { openFiles } from '../../../helpers/open-files.ts';
import { until } from '../../../helpers/running-relay.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { envelope, SpoolStand } from './spool-stand.ts';

const text = Array.from({ length: 40_000 }, (_, n) => `line ${n} of a large mail\r\n`).join('');
const pieceBytes = 100_000;

/** A relay that starts again, with one large message of an earlier run. */
async function restarted(t: TestContext) {
  const at = new SpoolStand(t, tempFolder(t));
  const { spool } = await at.open();
  const incoming = new SpoolIncoming({ id: 'BIG', spool, now: () => 0, onSafe: () => undefined });
  for (let from = 0; from < text.length; from += 7_001)
    await incoming.write(Buffer.from(text.slice(from, from + 7_001)));
  assert.equal((await incoming.commit(envelope)).outcome, 'safe');
  await spool.close();
  const { spool: next, found } = await at.open();
  const [message] = found;
  assert.ok(message);
  return { spool: next, message, file: path.join(at.folder, 'body-BIG.eml') };
}

function flipOctet(file: string, at: number): void {
  const octets = fs.readFileSync(file);
  octets[at] = (octets[at] ?? 0) ^ 1;
  fs.writeFileSync(file, octets);
}

/** As a provider is sent it: piece by piece, where the last one may be short. */
async function readAll(spool: Spool, message: QueuedMessage): Promise<string> {
  const body = await spool.body(message);
  assert.ok(!Buffer.isBuffer(body));
  const block = Buffer.alloc(pieceBytes);
  let read = '';
  try {
    // Its beginning is looked at before it is sent.
    await body.read(block.subarray(0, 1_000), 0);
    for (let octets = -1; octets !== 0; read += block.toString('latin1', 0, octets))
      octets = await body.read(block, read.length);
  } finally {
    body.close();
  }
  return read;
}

const contentOf = async (spool: Spool, message: QueuedMessage): Promise<string> =>
  Buffer.concat(
    (await ((await spool.content(message)) as Readable).toArray()) as Buffer[],
  ).toString();

test('a large body that is as it was taken in is read whole, also after a restart', async (t) => {
  const { spool, message } = await restarted(t);
  assert.equal(await readAll(spool, message), text);
  assert.equal(await contentOf(spool, message), text);
  const copy = await spool.copy(message);
  assert.equal(String(Buffer.concat((await copy.octets.toArray()) as Buffer[])), text);
  assert.equal(copy.isDamaged(), false);
});

for (const [where, at] of [
  ['at its beginning', 0],
  ['in its midst', 300_000],
  ['at its end', text.length - 1],
] as const) {
  test(`a large body in which one octet changed ${where} is not read to its end; a person sees all that is there`, async (t) => {
    const { spool, message, file } = await restarted(t);
    flipOctet(file, at);
    await assert.rejects(readAll(spool, message), DamagedBody);
    await assert.rejects(contentOf(spool, message), /body-BIG.eml is damaged/);
    const copy = await spool.copy(message);
    const seen = Buffer.concat((await copy.octets.toArray()) as Buffer[]);
    assert.deepEqual(seen, fs.readFileSync(file));
    assert.equal(copy.isDamaged(), true);
  });
}

test('a piece that is read twice does not pass for damage', async (t) => {
  const { spool, message } = await restarted(t);
  const body = await spool.body(message);
  assert.ok(!Buffer.isBuffer(body));
  t.after(() => body.close());
  // Counted twice, the second would pass for the end.
  const block = Buffer.alloc(text.length / 3);
  for (let at = 0; at < text.length; at += block.length)
    for (const time of ['once', 'again'])
      assert.equal(await body.read(block, at), block.length, time);
});

test('what was added behind a body is no part of it, and no damage', async (t) => {
  const { spool, message, file } = await restarted(t);
  fs.appendFileSync(file, 'more');
  assert.equal((await readAll(spool, message)).slice(0, text.length), text);
  assert.equal(await contentOf(spool, message), text);
  flipOctet(file, 10);
  await assert.rejects(readAll(spool, message), DamagedBody);
});

test('a body of an older version, which made no checksum, is read as it is', async (t) => {
  const { spool, message, file } = await restarted(t);
  flipOctet(file, 10);
  const older = { ...message, bodyCrc: null };
  assert.equal((await contentOf(spool, older)).length, text.length);
});

test('a message that is written anew into a younger file keeps the checksum of its body', async (t) => {
  const { message } = await restarted(t);
  const { segment, bodyOffset } = message;
  const again = messageFrom(headOf(message), { segment, bodyOffset }, new EnvelopePool());
  assert.equal(typeof message.bodyCrc, 'number');
  assert.equal(again.bodyCrc, message.bodyCrc);
});

test('a large body leaves no file open, however far it is read', async (t) => {
  const { spool, message, file } = await restarted(t);
  const stillOpen = openFiles(t);
  await readAll(spool, message);
  await contentOf(spool, message);
  for await (const piece of (await spool.content(message)) as Readable)
    if ((piece as Buffer).length > 0) break;
  fs.truncateSync(file, 100);
  await assert.rejects(spool.content(message), /ends \d+ octets early/);
  await until('all are closed', () => stillOpen() === 0);
});
