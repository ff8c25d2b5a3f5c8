import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BodyCache } from '../../../../main/relay/queue/spool/body-cache.ts';

test('keeps bodies whole, forgets the oldest first, and never holds more than it may', () => {
  const cache = new BodyCache(1_000_000);
  const bodyOf = (i: number): Buffer => Buffer.alloc(1_000 + ((i * 7_919) % 200_000), i % 256);
  for (let i = 0; i < 300; i += 1) {
    const body = bodyOf(i);
    const source = Buffer.from(body);
    cache.add(`M${i}`, [source.subarray(0, 500), source.subarray(500)]);
    source.fill(0xff);
    assert.deepEqual(cache.get(`M${i}`), body, 'a copy of its own');
  }
  const kept = Array.from({ length: 300 }, (_, i) => i).filter((i) => cache.get(`M${i}`));
  assert.deepEqual(
    kept,
    kept.map((_, at) => 300 - kept.length + at),
  );
  for (const i of kept) assert.deepEqual(cache.get(`M${i}`), bodyOf(i));
  const sizeBytes = kept.reduce((sum, i) => sum + bodyOf(i).length, 0);
  assert.ok(sizeBytes <= 1_000_000 && sizeBytes > 700_000);
  cache.forget('M299');
  assert.equal(cache.get('M299'), undefined);
});

test('what is forgotten, empty or too large never lets another be read wrong', () => {
  const cache = new BodyCache(10_000);
  const kept = new Map<string, Buffer>();
  for (let i = 0; i < 3_000; i += 1) {
    const sizeBytes = i % 50 === 0 ? 0 : i % 70 === 0 ? 12_000 : 1 + ((i * 7_919) % 3_000);
    const body = Buffer.alloc(sizeBytes, i % 251);
    cache.add(`M${i}`, [body]);
    kept.set(`M${i}`, body);
    if (i % 3 === 0) cache.forget(`M${i - (i % 7)}`);
    for (const [id, octets] of kept) {
      const found = cache.get(id);
      if (found === undefined) kept.delete(id);
      else assert.ok(found.equals(octets), `${id} after ${i}`);
    }
  }
});
