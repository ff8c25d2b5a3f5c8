import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { failed, ok } from '../../main/contract/result.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { sealBackup } from '../../main/control/backup-file.ts';
import { backupHandlers } from '../../main/control/backup-handlers.ts';
import type { Parts } from '../../main/control/parts.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const passphrase = 'four words are enough';

const officeAt = (host: string): Settings => ({
  ...defaultSettings,
  provider: {
    ...{ ...defaultSettings.provider, kind: 'smarthost', host },
    ...{ auth: 'plain', user: 'office' },
  },
});

/** Which password is kept after a backup of an office at new.example came to one that keeps `old`. */
async function keptAfter(
  t: TestContext,
  { from = 'old.example', providerPassword = null as string | null, isRefused = false },
): Promise<string | null> {
  const backup = { createdAt: 0, settings: officeAt('new.example'), users: [], authority: null };
  const file = path.join(tempFolder(t), 'office.mailroom');
  fs.writeFileSync(file, await sealBackup({ ...backup, providerPassword }, passphrase));
  let password: string | null = 'old';
  const parts = {
    settings: { get: () => officeAt(from) },
    secrets: {
      get: () => Promise.resolve(password),
      set: (_name: string, secret: string) => Promise.resolve((password = secret)),
      remove: () => Promise.resolve((password = null)),
    },
    inSettingsTurn: ((work) =>
      work(() =>
        Promise.resolve(isRefused ? failed('settings.invalid', 'No.') : ok(null)),
      )) satisfies Parts['inSettingsTurn'],
    users: { importRows: () => Promise.resolve(ok({ count: 0 })) },
    queue: { providerChanged: () => undefined },
    journal: { record: () => undefined },
  } as unknown as Parts;
  const context = { push: () => undefined, onEnd: () => 0 };
  const restored = await backupHandlers(parts)['backup:restore'].run({ file, passphrase }, context);
  assert.equal(restored.ok, !isRefused);
  return password;
}

test('a backup brings its password, and leaves none here for another provider', async (t) => {
  assert.equal(await keptAfter(t, { providerPassword: 'new' }), 'new');
  assert.equal(await keptAfter(t, {}), null);
  assert.equal(await keptAfter(t, { from: 'new.example' }), 'old', 'the same provider');
});

test('a backup whose settings are refused here changes no password', async (t) => {
  assert.equal(await keptAfter(t, { providerPassword: 'new', isRefused: true }), 'old');
});
