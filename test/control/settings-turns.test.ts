import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { ok, type Result } from '../../main/contract/result.ts';
import type { Settings } from '../../main/contract/settings.ts';
import { openBackup } from '../../main/control/backup-file.ts';
import { backupHandlers } from '../../main/control/backup-handlers.ts';
import { Jobs } from '../../main/control/jobs.ts';
import type { Parts } from '../../main/control/parts.ts';
import { providerHandlers } from '../../main/control/provider-handlers.ts';
import { passwordToTry } from '../../main/control/provider-password.ts';
import { settingsHandlers } from '../../main/control/system-handlers.ts';
import { SettingsChange } from '../../main/settings-change.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TestSettings } from '../helpers/test-settings.ts';

const context = { push: () => undefined, onEnd: () => 0 };
const passphrase = 'four words are enough';

/** A relay that has settings and a password of the provider, which take their time, and nothing else. */
class Office {
  readonly settings = new TestSettings();
  password: string | null;
  /** Called once each, in the midst of a change. */
  onGet: (() => void) | null = null;
  onRemove: (() => void) | null = null;
  /** What goes wrong as settings are put in force: before they are, or when somebody is told of them. */
  fault: 'before' | 'after' | null = null;
  readonly parts: Parts;

  constructor(password: string | null) {
    this.password = password;
    this.settings.change('provider', {
      ...{ kind: 'smarthost', host: 'old.example' },
      ...{ auth: 'plain', user: 'office' },
    });
    const { settings } = this;
    const store = {
      get: () => settings.get(),
      onChange: () => () => undefined,
      set: async (next: Settings) => {
        await turn();
        if (this.fault === 'before') throw new Error('It broke.');
        settings.change('provider', next.provider);
        if (this.fault === 'after') throw new Error('It broke.');
        return ok(null);
      },
    };
    const services = { replace: () => Promise.reject(new Error('no port changes here')) };
    const change = new SettingsChange({ settings: store, services, owners: [] });
    this.parts = {
      ...{ settings, secrets: this.#secrets() },
      inSettingsTurn: ((work) => change.inTurn(work)) satisfies Parts['inSettingsTurn'],
      queue: { providerChanged: () => undefined },
      clock: { now: () => 0 },
      users: { exportRows: () => [] },
      certificates: { exportAuthority: () => null },
    } as unknown as Parts;
  }

  get provider(): Settings['provider'] {
    return this.settings.get().provider;
  }

  setProvider(host: string, password: string) {
    const { 'provider:set': set } = providerHandlers(this.parts, new Jobs(), {
      begin: () => () => undefined,
      forget: () => undefined,
    });
    return set.run({ provider: { host }, password }, context);
  }

  setSetting(path: string, value: string) {
    return settingsHandlers(this.parts)['settings:set'].run({ path, value }, context);
  }

  saveBackup(file: string) {
    return backupHandlers(this.parts)['backup:save'].run({ file, passphrase }, context);
  }

  #secrets(): Pick<Parts['secrets'], 'get' | 'set' | 'remove'> {
    const once = (name: 'onGet' | 'onRemove'): void => {
      const run = this[name];
      this[name] = null;
      run?.();
    };
    return {
      get: async () => {
        once('onGet');
        await turn();
        return this.password;
      },
      set: async (_name, secret) => {
        await turn();
        this.password = secret;
      },
      remove: async () => {
        await turn();
        this.password = null;
        once('onRemove');
      },
    };
  }
}

test('of two who change the provider at once, neither gets the password of the other’s server', async () => {
  const here = new Office(null);
  const other = new Promise<Result<null>>((resolve) => {
    here.onRemove = () => resolve(here.setSetting('provider.host', 'b.example'));
  });
  assert.ok((await here.setProvider('a.example', 'of a')).ok);
  const refused = await other;
  assert.deepEqual([here.provider.host, here.password], ['a.example', 'of a']);
  assert.equal(refused.ok ? '' : refused.error.code, 'provider.password-needed');
});

async function backupIn(t: TestContext, make: (file: string) => Promise<void>) {
  const file = path.join(tempFolder(t), 'office.mailroom');
  await make(file);
  const opened = await openBackup(fs.readFileSync(file, 'utf8'), passphrase);
  assert.ok(opened.ok);
  return opened.value;
}

test('a backup that is made while the provider changes has a server with its own password', async (t) => {
  const here = new Office('of old');
  const { settings, providerPassword } = await backupIn(t, async (file) => {
    const saved = new Promise((resolve) => {
      here.onRemove = () => resolve(here.saveBackup(file));
    });
    await here.setProvider('a.example', 'of a');
    await saved;
  });
  assert.deepEqual([(settings as Settings).provider.host, providerPassword], ['a.example', 'of a']);
});

test('a provider that is tried while another takes its place does not get the password of that one', async () => {
  const here = new Office('of old');
  const old = here.provider;
  assert.deepEqual(await passwordToTry(here.parts, old, {}), ok('of old'));
  assert.deepEqual(await passwordToTry(here.parts, old, { password: 'typed' }), ok('typed'));
  here.onGet = () => {
    here.password = 'of a';
    here.settings.change('provider', { host: 'a.example' });
  };
  const tried = await passwordToTry(here.parts, old, {});
  assert.equal(tried.ok ? '' : tried.error.code, 'provider.password-needed');
});

for (const [fault, left] of [
  ['before', ['old.example', 'of old']],
  ['after', ['a.example', 'of a']],
] as const)
  test(`a change that breaks ${fault} it is in force leaves the server with its own password`, async () => {
    const here = new Office('of old');
    here.fault = fault;
    await assert.rejects(async () => here.setProvider('a.example', 'of a'), /It broke/);
    assert.deepEqual([here.provider.host, here.password], left);
  });
