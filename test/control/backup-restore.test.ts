import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { failed, ok, type Result } from '../../main/contract/result.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { sealBackup, type Backup } from '../../main/control/backup-file.ts';
import { backupHandlers } from '../../main/control/backup-handlers.ts';
import type { RequestContext } from '../../main/control/handler.ts';
import type { Parts } from '../../main/control/parts.ts';
import type { JournalInput } from '../../main/relay/journal/journal.ts';
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
  {
    settings,
    providerPassword = null,
    authority = null,
  }: { settings: object; providerPassword?: string | null; authority?: Backup['authority'] },
): Promise<string> {
  const backup = { createdAt: 0, settings, users: [], authority, providerPassword };
  const file = path.join(tempFolder(t), 'office.mailroom');
  fs.writeFileSync(file, await sealBackup(backup, passphrase));
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

/** What came of restoring these settings: what was put in force, or the error's code and remedy. */
async function putFrom(t: TestContext, settings: object): Promise<unknown> {
  const file = await backupOf(t, { settings });
  let put: unknown = null;
  const parts = {
    settings: { get: () => officeAt('new.example') },
    inSettingsTurn: ((work) =>
      work((next) => {
        put = next;
        return Promise.resolve(ok(null));
      })) satisfies Parts['inSettingsTurn'],
    users: { importRows: () => Promise.resolve(ok({ count: 0 })) },
    queue: { providerChanged: () => undefined },
    journal: { record: () => undefined },
  } as unknown as Parts;
  const context = { push: () => undefined, onEnd: () => 0 };
  const restored = await backupHandlers(parts)['backup:restore'].run({ file, passphrase }, context);
  return restored.ok ? put : [restored.error.code, restored.error.hint];
}

test('the settings of an older Mailroom are brought up to date, those of a newer one are told as such', async (t) => {
  const now = officeAt('new.example');
  assert.deepEqual(await putFrom(t, { ...now, version: 0 }), now);
  assert.deepEqual(await putFrom(t, { ...now, version: 2 }), [
    'backup.too-new',
    'Install that version here, then restore again.',
  ]);
});

test('an own certificate stays in use where its files are here, and is left out where they are not', async (t) => {
  const folder = tempFolder(t);
  const tls = { certificateFile: path.join(folder, 'a.pem'), keyFile: path.join(folder, 'a.key') };
  const settings = { ...officeAt('new.example'), tls };
  fs.writeFileSync(tls.certificateFile, '');
  assert.deepEqual(await putFrom(t, settings), officeAt('new.example'));
  fs.writeFileSync(tls.keyFile, '');
  assert.deepEqual(await putFrom(t, settings), settings);
});

test('where the old computer listened at an address that is not here, the rest is restored all the same, and it is told', async (t) => {
  const old = officeAt('new.example');
  const at = (host: string): Settings => ({
    ...old,
    listeners: { ...old.listeners, relay: { ...old.listeners.relay, host } },
  });
  for (const host of ['192.0.2.77', '2001:db8::77'])
    assert.deepEqual(await putFrom(t, at(host)), old);
  for (const host of ['', '::', '0.0.0.0', '127.0.0.1', '127.0.0.9', '::1'])
    assert.deepEqual(await putFrom(t, at(host)), at(host));
  const { did } = await toldOf(t, ok(null), at('192.0.2.77'));
  assert.match(
    String(did[1]),
    /^settings warning .+ not have the address 192\.0\.2\.77\. Mailroom/,
  );
});

test('what is too large for a backup, or no file, is not read', async (t) => {
  const folder = tempFolder(t);
  const large = path.join(folder, 'film.mp4');
  fs.writeFileSync(large, '');
  fs.truncateSync(large, 2 ** 40);
  const restore = backupHandlers({} as Parts)['backup:restore'];
  const context = { push: () => undefined, onEnd: () => 0 };
  for (const [file, code] of [
    [large, 'backup.no-backup'],
    [folder, 'backup.unreadable'],
    ...(process.platform === 'win32' ? [] : [['/dev/zero', 'backup.unreadable']]),
  ] as [string, string][]) {
    const restored = await restore.run({ file, passphrase }, context);
    assert.equal(restored.ok ? '' : restored.error.code, code, file);
  }
});

/** What was told of the parts of a backup, and noted, where its authority is taken, or not. */
async function toldOf(
  t: TestContext,
  taken: Result<unknown>,
  settings: Settings = officeAt('new.example'),
) {
  const authority = { cert: 'the certificate', key: 'the key' };
  const file = await backupOf(t, { settings, authority });
  const did: unknown[] = [];
  const parts = {
    settings: { get: () => officeAt('new.example') },
    inSettingsTurn: ((work) =>
      work(() => Promise.resolve(ok(null)))) satisfies Parts['inSettingsTurn'],
    users: { importRows: () => Promise.resolve(ok({ count: 2 })) },
    certificates: {
      importAuthority: (pair: unknown) => Promise.resolve(did.push(pair)).then(() => taken),
    },
    queue: { providerChanged: () => undefined },
    journal: { record: ({ event, text }: JournalInput) => did.push([event, text]) },
  } as unknown as Parts;
  const push = (_name: string, check: CheckView): void =>
    void did.push(`${check.id} ${check.state} ${check.detail}`);
  const context = { push, onEnd: () => 0 } as unknown as RequestContext;
  assert.ok((await backupHandlers(parts)['backup:restore'].run({ file, passphrase }, context)).ok);
  return { did, authority };
}

test('the office authority of a backup comes along, and each part is told when it is done', async (t) => {
  const { did, authority } = await toldOf(t, ok(null));
  assert.deepEqual(did, [
    'open ok 1970-01-01T00:00:00.000Z',
    'settings ok ',
    'people ok 2',
    authority,
    'authority ok ',
    'secret skipped not in the backup',
    ['settings.restored', 'A backup was restored: settings, people and devices (2).'],
  ]);
});

test('an office authority that is not taken is not told as one that is', async (t) => {
  const words = 'The certificate is valid only from 2026-01-01.';
  const { did } = await toldOf(t, failed('tls.not-yet-valid', words));
  assert.ok(did.includes(`authority warning ${words}`), String(did));
});
