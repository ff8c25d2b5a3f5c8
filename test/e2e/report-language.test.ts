import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RunningRelay, until } from '../helpers/running-relay.ts';

test('the office’s language is that of the reports to its people', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.ask(['users', 'add', 'joe', '--alias', 'joe@myclient.com'], 'secret\n');
  await relay.ask(['practice', 'on', '--behaviour', 'refuse-recipients']);
  const folder = path.join(relay.dataFolder, 'mailboxes', 'joe', 'new');
  const letters = (): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);
  const send = ['try', 'send', '--from', 'joe@myclient.com', '--to', 'anna@example.org'];
  const heard: string[] = [];
  for (const language of ['de', 'en']) {
    await relay.ask(['settings', 'set', 'office.language', language]);
    const before = new Set(letters());
    await relay.ask([...send, '--user', 'joe'], 'secret\n');
    await until('joe hears of it', () => letters().length > before.size);
    const [letter = ''] = letters().filter((name) => !before.has(name));
    const text = fs.readFileSync(path.join(folder, letter), 'utf8');
    heard.push(/^Subject: (.+)$/m.exec(text)?.[1]?.trim() ?? '');
    assert.match(text, /^Final-Recipient: rfc822; anna@example\.org\r$/m);
  }
  assert.deepEqual(heard, [
    'Ihre Nachricht konnte nicht zugestellt werden',
    'Your mail could not be delivered',
  ]);
  const refused = await relay.cli(['settings', 'set', 'office.language', 'fr']);
  assert.match(refused.stderr, /must be one of: system, en, de/);
});
