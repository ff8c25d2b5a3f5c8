import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from '../../helpers/conversation.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';

const skip = needsElectron();

test('the window opens, and the relay in it answers SMTP', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const info = await desktop.ask('desktop:info', {});
  assert.equal(info.relay, 'own');
  assert.equal(info.dataFolder, desktop.dataFolder);
  const c = await Conversation.open(t, desktop.ports.relay);
  await c.hearsReply('220');
  assert.equal(await desktop.close(), 0);
});
