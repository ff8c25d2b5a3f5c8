import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBackup, sealBackup, type Backup } from '../../main/control/backup-file.ts';

const backup: Backup = {
  createdAt: 1_790_000_000_000,
  settings: { version: 1, hostname: 'büro' },
  users: [{ _id: 'joe', passwordHash: 'scrypt$secret-hash' }],
  authority: { cert: 'CERT', key: 'PRIVATE KEY' },
  providerPassword: 'provider-password',
};
const passphrase = 'four words are enough';

test('a backup opens with its passphrase, and is what it was', async () => {
  const text = await sealBackup(backup, passphrase);
  assert.deepEqual(await openBackup(text, passphrase), { ok: true, value: backup });
});

test('nothing secret can be read in the file', async () => {
  const text = await sealBackup(backup, passphrase);
  const inside = Buffer.from((JSON.parse(text) as { data: string }).data, 'base64').toString(
    'latin1',
  );
  for (const secret of ['secret-hash', 'PRIVATE', 'provider-password', 'joe'])
    assert.ok(!text.includes(secret) && !inside.includes(secret), secret);
});

const damages: readonly (readonly [
  what: string,
  change: (text: string) => string,
  code: string,
])[] = [
  ['another passphrase', (text) => text, 'backup.wrong-passphrase'],
  [
    'a changed octet',
    (text) => text.replace(/"data": "(.)/, (_a, c: string) => `"data": "${c === 'A' ? 'B' : 'A'}`),
    'backup.wrong-passphrase',
  ],
  ['a text that is no backup', () => 'hello', 'backup.no-backup'],
  ['a half file', (text) => text.slice(0, text.length / 2), 'backup.no-backup'],
  ['a newer version', (text) => text.replace('"version": 1', '"version": 2'), 'backup.too-new'],
];
for (const [what, change, code] of damages)
  test(`${what} is refused, and says what to do`, async () => {
    const text = change(await sealBackup(backup, passphrase));
    const opened = await openBackup(
      text,
      what === 'another passphrase' ? 'not that one' : passphrase,
    );
    assert.equal(opened.ok, false);
    assert.equal(opened.error.code, code);
    assert.ok((opened.error.hint ?? '').length > 10);
  });
