import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { controlPath } from '../../main/control/control-path.ts';
import { ControlClient } from '../../main/control/socket-client.ts';
import { testCertificate } from '../helpers/certificates.ts';
import { FakeSmarthost } from '../helpers/fake-smarthost.ts';
import { RunningRelay, until } from '../helpers/running-relay.ts';
import { sendSignedIn } from '../helpers/send-signed-in.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

async function asks(t: TestContext, relay: RunningRelay): Promise<ControlClient> {
  const client = await ControlClient.open(controlPath(relay.dataFolder));
  assert.ok(client);
  t.after(() => client.close());
  return client;
}

const provider = (port: number) =>
  ({ kind: 'smarthost', host: '127.0.0.1', port, tls: 'none', auth: 'none', user: '' }) as const;

test('a provider test and the doctor are broken off from another connection', async (t) => {
  const relay = await RunningRelay.start(t);
  const silent = await FakeSmarthost.start(t, { script: { greeting: { act: 'hang' } } });
  const [client, other] = [await asks(t, relay), await asks(t, relay)];

  const cancelAt = async (begin: (onStep: () => void) => Promise<readonly CheckView[]>) => {
    let steps: Promise<readonly CheckView[]> = Promise.resolve([]);
    await new Promise<void>((resolve) => {
      steps = begin(resolve);
    });
    assert.deepEqual(await other.request('job:cancel', { job: 'mine' }), {
      ok: true,
      value: { wasRunning: true },
    });
    return steps;
  };
  const valueOf = async (
    asked: ReturnType<typeof client.request<'provider:test' | 'doctor:run'>>,
  ): Promise<readonly CheckView[]> => {
    const result = await asked;
    assert.ok(result.ok);
    return result.value;
  };

  const tested = await cancelAt((onStep) =>
    valueOf(
      client.request('provider:test', { provider: provider(silent.port), job: 'mine' }, onStep),
    ),
  );
  assert.deepEqual(
    tested.map(({ id, state }) => `${id} ${state}`),
    ['name ok', 'connect skipped', 'tls skipped', 'auth skipped', 'mail skipped'],
  );

  await client.request('provider:set', { provider: provider(silent.port) });
  const checked = await cancelAt((onStep) =>
    valueOf(
      client.request('doctor:run', { job: 'mine' }, (_name, value) => {
        if ((value as CheckView).id === 'provider.name') onStep();
      }),
    ),
  );
  assert.equal(checked.find(({ id }) => id === 'provider.auth')?.state, 'skipped');
  const again = await other.request('job:cancel', { job: 'mine' });
  assert.equal(again.ok && again.value.wasRunning, false);
});

test('a trusted device is changed in place, its name too', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.ask(['trust', 'add', 'scanner', '192.0.2.20']);
  await relay.ask(['trust', 'add', 'door', '192.0.2.21']);
  const change = ['--rename', 'copier', '--per-hour', '60', '--recipients', 'example.org'];
  await relay.ask(['trust', 'set', 'scanner', '192.0.2.30', ...change]);
  const all = await relay.ask<{ name: string; network: string; messagesPerHour: number }[]>([
    ...['trust', 'list'],
  ]);
  assert.deepEqual(
    all.map(({ name, network, messagesPerHour }) => [name, network, messagesPerHour]),
    [
      ['copier', '192.0.2.30', 60],
      ['door', '192.0.2.21', 0],
    ],
  );
  const unknown = await relay.cli(['trust', 'set', 'scanner', '192.0.2.30']);
  assert.match(unknown.stderr, /Nothing trusted is called scanner/);
  const taken = await relay.cli(['trust', 'set', 'copier', '192.0.2.30', '--rename', 'door']);
  assert.match(taken.stderr, /Two trusted networks have the name "door"/);
  for (const words of [
    ['add', 'phone', '192.0.2.21/32'],
    ['set', 'copier', '192.0.2.21'],
  ]) {
    const twin = await relay.cli(['trust', ...words]);
    assert.match(
      twin.stderr,
      /^192\.0\.2\.21(\/32)? is trusted already, as "door"\. Change that one/,
    );
  }
  await relay.ask(['trust', 'set', 'door', '192.0.2.21', '--per-hour', '5']);
});

test('an own certificate is put in force from a terminal, a bad one never, and the office’s comes back', async (t) => {
  const relay = await RunningRelay.start(t);
  const shown = async (): Promise<string> =>
    (await relay.ask<{ fingerprint: string }>(['certificate', 'show'])).fingerprint;
  const offices = await shown();
  const own = await testCertificate();
  const folder = tempFolder(t);
  const [cert, key] = [path.join(folder, 'own.pem'), path.join(folder, 'own.key')];
  fs.writeFileSync(cert, own.cert);
  fs.writeFileSync(key, own.key);

  for (const files of [
    [cert, path.join(folder, 'none')],
    [key, cert],
  ]) {
    const bad = await relay.cli(['certificate', 'own', ...files]);
    assert.equal(bad.code, 1, bad.stdout);
    assert.match(bad.stderr, /cannot be read|no PEM/);
    assert.equal(await shown(), offices);
  }
  // As it is typed in the folder of the files; the relay runs in another one.
  const from = (file: string): string => path.relative(process.cwd(), file);
  const used = await relay.cli(['certificate', 'own', from(cert), from(key)]);
  assert.match(used.stdout, /^Your certificate is in use, until \d{4}-/, used.stderr);
  assert.equal(await shown(), own.fingerprint);
  const back = await relay.cli(['certificate', 'office']);
  assert.equal(back.stdout, 'The certificate that Mailroom makes is in use.\n', back.stderr);
  assert.equal(await shown(), offices);
});

test('what lies in a mailbox is counted, and said when it is removed', async (t) => {
  const relay = await RunningRelay.start(t, { settings: ['office.domains=example.org'] });
  await relay.addUser('joe', 'secret');
  await relay.addUser('anna', 'secret');
  const client = await asks(t, relay);
  const mailbox = async (): Promise<unknown> => {
    const result = await client.request('users:mailbox', { name: 'ANNA' });
    return result.ok ? result.value : result.error.code;
  };
  assert.deepEqual(await mailbox(), { messages: 0, sizeBytes: 0 });
  await sendSignedIn(t, relay.ports.relay);
  await sendSignedIn(t, relay.ports.relay);
  await until('both are delivered', async () => {
    const { messages, sizeBytes } = (await mailbox()) as { messages: number; sizeBytes: number };
    return messages === 2 && sizeBytes > 100;
  });
  const removed = await relay.cli(['users', 'remove', 'anna']);
  assert.match(removed.stdout, /with mailbox \(2 messages\) and windows/);
  assert.equal(await mailbox(), 'users.unknown');
  // A mailbox that cannot be read keeps nobody from doing something about its user.
  const folder = path.join(relay.dataFolder, 'mailboxes', 'joe');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const sub of ['new', 'cur']) fs.writeFileSync(path.join(folder, sub), '');
  const changed = await relay.cli(['users', 'password', 'joe'], 'another\n');
  assert.deepEqual(
    [changed.code, changed.stdout],
    [0, 'joe has a new password.\n'],
    changed.stderr,
  );
  const gone = await relay.cli(['users', 'remove', 'joe']);
  assert.match(gone.stdout, /^joe was removed, with mailbox and windows\./);
  assert.equal(fs.existsSync(folder), false);
});

test('the journal is read from a level upwards', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  const levels = async (...words: string[]): Promise<string[]> => {
    const entries = await relay.ask<JournalEntry[]>(['journal', ...words]);
    return [...new Set(entries.map(({ level }) => level))].sort();
  };
  assert.deepEqual(await levels(), ['info', 'notice']);
  assert.deepEqual(await levels('--level', 'notice'), ['notice']);
  assert.deepEqual(await levels('--level', 'warning'), []);
  const wrong = await relay.cli(['journal', '--level', 'loud']);
  assert.equal(wrong.code, 2);
});

test('a backup tells what it puts back, one after the other', async (t) => {
  const [old, young] = [await RunningRelay.start(t), await RunningRelay.start(t)];
  await old.addUser('joe', 'secret');
  const file = path.join(old.dataFolder, 'office.mailroom');
  const passphrase = 'four words are enough';
  await old.cli(['backup', 'save', file], `${passphrase}\n`);
  // Its ports come along.
  await old.stop();
  const client = await asks(t, young);
  const heard: string[] = [];
  const wrong = await client.request('backup:restore', { file, passphrase: 'not that one' });
  assert.equal(wrong.ok ? '' : wrong.error.field, 'passphrase');
  const restored = await client.request('backup:restore', { file, passphrase }, (_name, value) => {
    const { id, state } = value as CheckView;
    heard.push(`${id} ${state}`);
  });
  assert.ok(restored.ok, restored.ok ? '' : restored.error.message);
  const expected = ['open ok', 'settings ok', 'people ok', 'authority ok', 'secret skipped'];
  assert.deepEqual(heard, expected);
  const shown = await young.cli(['backup', 'restore', file], `${passphrase}\n`);
  assert.match(
    shown.stdout,
    /^✓ The file is opened +made \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n✓ Settings/,
  );
  assert.match(shown.stdout, /\n- Password of the provider +not in the backup\nRestored: /);
});

test('a backup is never written over a file, nor into a folder that is not there; both before the passphrase', async (t) => {
  const relay = await RunningRelay.start(t);
  const save = (file: string) => relay.cli(['backup', 'save', file]);
  const there = path.join(relay.dataFolder, 'old.mailroom');
  fs.writeFileSync(there, 'last year');
  const over = await save(there);
  assert.match(over.stderr, /old\.mailroom is there already\. Choose another name\./);
  assert.equal(over.code, 1);
  assert.equal(fs.readFileSync(there, 'utf8'), 'last year');
  const nowhere = await save(path.join(relay.dataFolder, 'usb', 'new.mailroom'));
  assert.match(nowhere.stderr, /there is no folder .*usb\. Choose another place\./);
});

test('a change of settings stands in the journal, so that open windows follow it', async (t) => {
  const relay = await RunningRelay.start(t);
  const [client, follower] = [await asks(t, relay), await asks(t, relay)];
  const seen: JournalEntry[] = [];
  await follower.request('journal:follow', {}, (_name, value) => seen.push(value as JournalEntry));
  const change = { path: 'popAuth.windowMinutes', value: '20' };
  assert.deepEqual(await client.request('settings:set', change), { ok: true, value: null });
  await until('it is noted', () =>
    seen.some(
      ({ event, text }) =>
        event === 'settings.changed' && text === 'Settings were changed: popAuth.windowMinutes.',
    ),
  );
  seen.length = 0;
  await client.request('settings:set', change);
  await client.request('settings:set', { path: 'journal.keepDays', value: '31' });
  await until('the next change is noted', () => seen.length > 0);
  assert.deepEqual(
    seen.map(({ text }) => text),
    ['Settings were changed: journal.keepDays.'],
    'the same value again is no change',
  );
});
