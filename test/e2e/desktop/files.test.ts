import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DesktopApp, environment, needsElectron, noSandbox } from '../../helpers/desktop-app.ts';
import { asked, choose, suggested } from '../../helpers/file-dialogs.ts';
import { runProgram } from '../../helpers/run-program.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const skip = needsElectron();
const skipEntry = process.platform === 'linux' ? skip : 'the file is for Linux';

test('text, PDF and a waiting message are saved where the person says', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const at = (name: string): string => path.join(desktop.dataFolder, name);

  await choose(desktop, at('report.txt'));
  const text = { suggestedName: '../../report: joe?.txt', text: 'All is well.\n' };
  assert.deepEqual(await desktop.ask('desktop:save-text', text), { savedAs: at('report.txt') });
  assert.equal(fs.readFileSync(at('report.txt'), 'utf8'), text.text);
  assert.equal(path.basename(await suggested(desktop)), 'report- joe-.txt', 'a name, no path');

  assert.ok((await asked(desktop)).includes('showOverwriteConfirmation'), 'also on Linux');

  await choose(desktop, at('page.pdf'));
  await desktop.ask('desktop:save-pdf', { suggestedName: 'page.pdf' });
  assert.equal(fs.readFileSync(at('page.pdf')).subarray(0, 5).toString(), '%PDF-');

  await desktop.addUser('joe', 'secret');
  await desktop.ask('queue:pause', {});
  await sendSignedIn(t, desktop.ports.relay, {
    body: `Subject: hello\r\n\r\n${'x'.repeat(70_000)}`,
  });
  const [message] = (await desktop.ask('queue:list', {})).messages;
  const id = message?.id ?? '';
  await choose(desktop, at('message.eml'));
  await desktop.ask('desktop:save-message', { id });
  const saved = fs.readFileSync(at('message.eml'), 'utf8');
  assert.match(saved, /^Received: [\s\S]*Subject: hello\r\n/);
  assert.equal(saved.length, message?.sizeBytes);
});

test(
  'a message that the disk does not give back as it was is saved, and it is said',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const file = path.join(desktop.dataFolder, 'message.eml');
    await desktop.addUser('joe', 'secret');
    await desktop.ask('queue:pause', {});
    await sendSignedIn(t, desktop.ports.relay, {
      body: `Subject: large\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(10_000)}`,
    });
    const [message] = (await desktop.ask('queue:list', {})).messages;
    const id = message?.id ?? '';
    const body = path.join(desktop.dataFolder, 'spool', `body-${id}.eml`);
    const octets = fs.readFileSync(body);
    octets[octets.length - 9] = 0x79;
    fs.writeFileSync(body, octets);
    await choose(desktop, file);
    await desktop.show(`mail/${id}`);
    await desktop.page.getByRole('button', { name: 'Save as .eml' }).click();
    await desktop.text(/^A saved message is damaged: .* Check the disk\.$/).waitFor();
    assert.ok(fs.readFileSync(file).equals(octets), 'all that is there');
  },
);

test(
  'Cancel saves nothing, a folder that takes nothing is told, a message that is gone too',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    await choose(desktop, null);
    const text = { suggestedName: 'a.txt', text: 'a' };
    assert.equal(await desktop.ask('desktop:save-text', text), null);
    assert.equal(await desktop.ask('desktop:pick-file', { purpose: 'key' }), null);
    assert.equal(await desktop.ask('desktop:pick-place', { suggestedName: 'b.zip' }), null);

    await choose(desktop, '/nowhere/at/all.txt');
    const failed = await desktop.request('desktop:save-text', text);
    assert.equal(failed.ok ? '' : failed.error.code, 'desktop.not-saved');
    const gone = await desktop.request('desktop:save-message', { id: 'GONE' });
    assert.equal(gone.ok ? '' : gone.error.code, 'queue.unknown');
  },
);

test(
  'a disk that is full costs nobody what was saved before',
  { skip: process.platform === 'linux' ? skip : 'only Linux has /dev/full' },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const file = path.join(desktop.dataFolder, 'people.txt');
    await choose(desktop, file);
    await desktop.ask('desktop:save-text', { suggestedName: 'people.txt', text: 'older' });
    fs.symlinkSync('/dev/full', `${file}.part`);
    const text = { suggestedName: 'people.txt', text: 'newer' };
    const failed = await desktop.request('desktop:save-text', text);
    assert.equal(failed.ok ? '' : failed.error.code, 'desktop.not-saved');
    assert.equal(fs.readFileSync(file, 'utf8'), 'older');
  },
);

test('a backup goes only to a file that the person chose', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const file = path.join(desktop.dataFolder, 'backup');
  const wanted = { file, passphrase: 'four words are enough' };
  const refused = await desktop.request('backup:save', wanted);
  assert.equal(refused.ok ? '' : refused.error.code, 'desktop.bad-request');
  assert.equal(fs.existsSync(file), false);
  await choose(desktop, file);
  await desktop.ask('desktop:pick-place', { suggestedName: 'backup' });
  await desktop.ask('backup:save', wanted);
  assert.equal(fs.existsSync(file), true);
});

test('text is copied, and starting at sign-in writes and removes its file', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t, { preferences: { startAtSignIn: true } });
  await desktop.ask('desktop:copy', { text: 'smtp.office.example' });
  const copied = await desktop.inMain(({ clipboard }) => clipboard.readText());
  assert.equal(copied, 'smtp.office.example');

  if (process.platform !== 'linux') return;
  const { startAtSignIn } = await desktop.ask('desktop:preferences', {});
  assert.equal(startAtSignIn, false, 'the system has no entry, and is right');
  const entry = path.join(desktop.dataFolder, 'os-config/autostart/mailroom.desktop');
  await desktop.ask('desktop:set-preferences', { startAtSignIn: true });
  const written = fs.readFileSync(entry, 'utf8');
  assert.match(written, /^Exec=.* --data .*mailroom-desktop-.* --hidden$/m);
  await desktop.ask('desktop:set-preferences', { startAtSignIn: false });
  assert.equal(fs.existsSync(entry), false);
});

test(
  'an entry at sign-in that the desktop switched off is off, one of a program that is gone is made anew',
  { skip: skipEntry },
  async (t) => {
    const dataFolder = tempFolder(t);
    const entry = path.join(dataFolder, 'os-config/autostart/mailroom.desktop');
    const start = async (): Promise<DesktopApp> => DesktopApp.launch(t, { dataFolder });
    const isOn = async (desktop: DesktopApp): Promise<boolean> =>
      (await desktop.ask('desktop:preferences', {})).startAtSignIn;
    fs.mkdirSync(path.dirname(entry), { recursive: true });
    const old = `/gone.AppImage --data "${dataFolder}" --hidden`;
    fs.writeFileSync(entry, `[Desktop Entry]\nTryExec=/gone.AppImage\nExec=${old}\n`);
    const first = await start();
    assert.equal(await isOn(first), true);
    assert.doesNotMatch(fs.readFileSync(entry, 'utf8'), /gone/);
    await first.close();
    fs.appendFileSync(entry, 'Hidden=true\n');
    const second = await start();
    assert.equal(await isOn(second), false);
    await second.ask('desktop:set-preferences', { startAtSignIn: true });
    assert.doesNotMatch(fs.readFileSync(entry, 'utf8'), /Hidden/);
  },
);

test('the entry at sign-in of a checkout starts it, too', { skip: skipEntry }, async (t) => {
  const place = tempFolder(t);
  const desktop = await DesktopApp.launch(t, { dataFolder: place });
  await desktop.ask('desktop:set-preferences', { startAtSignIn: true });
  await desktop.close();
  const entry = fs.readFileSync(path.join(place, 'os-config/autostart/mailroom.desktop'), 'utf8');
  const line = /^Exec=(.+)$/m.exec(entry)?.[1] ?? '';
  const [program = '', ...words] = line.match(/"[^"]+"|\S+/g) ?? [];
  const hook = path.join(place, 'hook.cjs');
  fs.writeFileSync(
    hook,
    `setInterval(() => {
       if (!globalThis.mailroomDesktop) return;
       console.log('STARTED');
       process.exit(0);
     }, 10);
     setTimeout(() => process.exit(7), 40_000);`,
  );
  const { output } = await runProgram(program, [...noSandbox(), '-r', hook, ...words], {
    env: await environment(place),
  });
  assert.match(output, /^STARTED$/m);
});
