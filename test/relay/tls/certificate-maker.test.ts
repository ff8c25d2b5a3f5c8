import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  makeApart,
  makeHere,
  startCertificateProgram,
  type CertificateMaker,
} from '../../../main/relay/tls/certificate-maker.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const program = path.join(import.meta.dirname, '../../../main/relay/tls/certificate-program.ts');
const request = {
  authority: null,
  names: { dns: ['office-pc'], ip: ['127.0.0.1'] },
  now: Date.now(),
};

async function assertMakes(make: CertificateMaker): Promise<void> {
  const first = await make(request);
  const authority = new X509Certificate(first.authority.cert);
  assert.ok(new X509Certificate(first.server.cert).verify(authority.publicKey));
  const second = await make({ ...request, authority: first.authority });
  assert.deepEqual(second.authority, first.authority);
  assert.ok(new X509Certificate(second.server.cert).verify(authority.publicKey));
}

test('certificates are made in this program', () => assertMakes(makeHere));

test('certificates are made by a program of their own', async (t) => {
  // Only that program can answer so: made here, the authority would be new.
  const answer = path.join(tempFolder(t), 'answer.mjs');
  fs.writeFileSync(answer, 'process.stdout.write(JSON.stringify({ authority: 1, server: 2 }))');
  assert.deepEqual(await makeApart(answer)(request), { authority: 1, server: 2 });
  await assertMakes(makeApart(program));
});

test('a program that was started ahead takes the first request, and no other', async (t) => {
  const answer = path.join(tempFolder(t), 'answer.mjs');
  fs.writeFileSync(answer, 'process.stdout.write(JSON.stringify(process.pid))');
  const ahead = startCertificateProgram(answer);
  const make = makeApart(answer, ahead);
  assert.equal(await make(request), ahead.pid);
  assert.notEqual(await make(request), ahead.pid);
});

test('where that program does not run, certificates are made all the same', () =>
  assertMakes(makeApart('/nowhere/certificate-program.js')));
