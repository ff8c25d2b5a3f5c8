import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import type { Configuration } from 'electron-builder';
import { config } from '../helpers/installer-config.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** electron-builder's own check, which otherwise comes after minutes of work. */
async function validate(given: Configuration): Promise<void> {
  const require = createRequire(import.meta.url);
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration: (given: Configuration, debug: object) => Promise<void>;
  };
  await validateConfiguration(given, { isEnabled: false, add: () => undefined });
}

const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly desktopName: string;
};

test('electron-builder takes the configuration, and would refuse a misspelt word in it', async () => {
  await validate(config);
  await assert.rejects(
    validate({ ...config, electronFuzes: {} } as Configuration),
    /electronFuzes/,
  );
});

test('there is an installer for each system, with an icon of our own', () => {
  const targets = (system: 'win' | 'mac' | 'linux'): unknown[] =>
    [config[system]?.target].flat().map((one) => (typeof one === 'object' ? one?.target : one));
  assert.deepEqual(targets('win'), ['nsis']);
  assert.deepEqual(targets('mac'), ['dmg']);
  assert.deepEqual(targets('linux'), ['deb', 'AppImage']);
  for (const system of ['win', 'mac', 'linux'] as const)
    assert.ok(fs.existsSync(path.join(root, String(config[system]?.icon))), system);
});

test('it ships the official Electron of one version, and no part of it in the app', () => {
  assert.match(manifest.devDependencies['electron'] ?? '', /^\d+\.\d+\.\d+$/);
  assert.equal('electron' in manifest.dependencies, false);
  assert.equal(config.electronDist, undefined);
  assert.equal(config.electronVersion, undefined);
});

test('the name of the app is the same for installer, sign-in and window', () => {
  const app = fs.readFileSync(path.join(root, 'main/app.ts'), 'utf8');
  assert.ok(app.includes(`setAppUserModelId('${String(config.appId)}')`));
  assert.equal(manifest.desktopName, 'mailroom.desktop');
});
