import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { defaultDataFolder } from '../main/data-folder.ts';

test('a variable that is there and empty counts as not set: no folder depends on where we are', () => {
  const home = os.homedir();
  assert.equal(
    defaultDataFolder('linux', { XDG_CONFIG_HOME: '' }),
    path.join(home, '.config/Mailroom'),
  );
  assert.equal(defaultDataFolder('linux', { XDG_CONFIG_HOME: '/etc/you' }), '/etc/you/Mailroom');
  assert.equal(
    defaultDataFolder('win32', { APPDATA: '' }),
    path.join(home, 'AppData/Roaming/Mailroom'),
  );
});
