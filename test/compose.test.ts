import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { compose } from '../main/compose.ts';
import { controlPath } from '../main/control/control-path.ts';
import { override } from '../main/overrides.ts';
import { ConfSettingsStore } from '../main/relay/settings/conf-settings-store.ts';
import { FileSecretStore } from '../main/relay/settings/file-secret-store.ts';
import { freePorts } from './helpers/free-ports.ts';
import { setsFor } from './helpers/running-relay.ts';
import { tempFolder } from './helpers/temp-folder.ts';

test('a relay that is stopped while it starts starts nothing more behind its end', async (t) => {
  const dataFolder = tempFolder(t);
  const [relay = 0, submission = 0, submissions = 0, pop3 = 0, pop3s = 0, practice = 0] =
    await freePorts(6);
  const settings = new ConfSettingsStore(dataFolder);
  const ports = { relay, submission, submissions, pop3, pop3s, practice };
  assert.equal(override(settings, setsFor(ports)), null);
  const own = compose({
    ...{ version: '0.0.0', dataFolder, settings, settingsNotice: null },
    secrets: new FileSecretStore(dataFolder),
  });
  const started = own.start();
  await own.stop(5_000);
  await started;
  const events = own.journal.recent().map(({ event }) => event);
  assert.ok(events.includes('relay.stopped'));
  assert.equal(events.includes('relay.started'), false);
  assert.equal(fs.existsSync(controlPath(dataFolder)), false);
});
