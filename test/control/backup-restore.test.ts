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

/** The name of a file with it. */
async function backupOf(
  t: TestContext,
  { settings, providerPassword = null }: { settings: object; providerPassword?: string | null },
): Promise<string> {
  const backup = { createdAt: 0, settings, users: [], authority: null };
  const file = path.join(tempFolder(t), 'office.mailroom');
  fs.writeFileSync(file, await sealBackup({ ...backup, providerPassword }, passphrase));
  return file;
}

interface Restored {
  readonly password: string | null;
  /** The queue was told to use the provider that is in force now. */
  readonly isTold: boolean;
}

/** What is so after a backup of an office at new.example came to one that keeps `old`, or `broke` where it did. */
async function after(
  t: TestContext,
  {
    from = 'old.example',
    providerPassword = null as string | null,
    broke = null as 'settings' | 'people' | null,
  },
): Promise<Restored> {
  const file = await backupOf(t, { settings: officeAt('new.example'), providerPassword });
  let password: string | null = 'old';
  let isTold = false;
  const parts = {
    settings: { get: () => officeAt(from) },
    secrets: {
      get: () => Promise.resolve(password),
      set: (_name: string, secret: string) => Promise.resolve((password = secret)),
      remove: () => Promise.resolve((password = null)),
    },
    inSettingsTurn: ((work) =>
      work(() =>
        Promise.resolve(broke === 'settings' ? failed('settings.invalid', 'No.') : ok(null)),
      )) satisfies Parts['inSettingsTurn'],
    users: {
      importRows: () =>
        Promise.resolve(broke === 'people' ? failed('users.not-saved', 'No.') : ok({ count: 0 })),
    },
    queue: { providerChanged: () => (isTold = true) },
    journal: { record: () => undefined },
  } as unknown as Parts;
  const context = { push: () => undefined, onEnd: () => 0 };
  const restored = await backupHandlers(parts)['backup:restore'].run({ file, passphrase }, context);
  assert.equal(restored.ok, broke === null);
  return { password, isTold };
}

test('a backup brings its password, and leaves none here for another provider', async (t) => {
  assert.equal((await after(t, { providerPassword: 'new' })).password, 'new');
  assert.equal((await after(t, {})).password, null);
  assert.equal((await after(t, { from: 'new.example' })).password, 'old', 'the same provider');
});

test('a backup whose settings are refused here changes no password', async (t) => {
  const left = await after(t, { providerPassword: 'new', broke: 'settings' });
  assert.deepEqual(left, { password: 'old', isTold: false });
});

test('mail goes to the provider of the backup, though its people could not be saved', async (t) => {
  const left = await after(t, { providerPassword: 'new', broke: 'people' });
  assert.deepEqual(left, { password: 'new', isTold: true });
});

/** What came of restoring settings that bear this version: what was put in force, or the error's code and remedy. */
async function versioned(t: TestContext, version: number): Promise<unknown> {
  const file = await backupOf(t, { settings: { ...officeAt('new.example'), version } });
  let put: unknown = null;
  const parts = {
    settings: { get: () => officeAt('new.example') },
    inSettingsTurn: ((work) =>
      work((next) =>
        Promise.resolve(ok(null)).finally(() => (put = next)),
      )) satisfies Parts['inSettingsTurn'],
    users: { importRows: () => Promise.resolve(ok({ count: 0 })) },
    queue: { providerChanged: () => undefined },
    journal: { record: () => undefined },
  } as unknown as Parts;
  const context = { push: () => undefined, onEnd: () => 0 };
  const restored = await backupHandlers(parts)['backup:restore'].run({ file, passphrase }, context);
  return restored.ok ? put : [restored.error.code, restored.error.hint];
}

test('the settings of an older Mailroom are brought up to date, those of a newer one are told as such', async (t) => {
  assert.deepEqual(await versioned(t, 0), officeAt('new.example'));
  assert.deepEqual(await versioned(t, 2), [
    'backup.too-new',
    'Install that version here, then restore again.',
  ]);
});
