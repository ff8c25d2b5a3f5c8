import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { needsProgram } from '../helpers/programs.ts';
import { compileInstaller } from '../helpers/windows-installer.ts';

const skip =
  process.platform === 'linux' ? needsProgram('makensis') : 'electron-builder makes the real one';

describe('the Windows installer', { skip }, () => {
  let folder = '';
  let made: { readonly installer: string; readonly uninstaller: string };

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mailroom-installer-'));
    made = await compileInstaller(folder);
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** What the program says or does stands in it as a line; `$` is a folder that only Windows knows. */
  const says = (program: string, line: string): boolean =>
    program.split('\n').some((one) => one.replace(/[\u0001-\u0003]./gu, '$') === line);

  test('it lets this program alone through the firewall, in private and domain networks', () => {
    const netsh = '"$\\netsh.exe" advfirewall firewall';
    const program = 'program="$\\Mailroom.exe"';
    assert.ok(
      says(
        made.installer,
        `${netsh} add rule name="Mailroom" dir=in action=allow ${program} protocol=TCP profile=private,domain enable=yes`,
      ),
    );
    for (const one of [made.installer, made.uninstaller])
      assert.ok(says(one, `${netsh} delete rule name=all ${program}`));
  });

  test('it starts Mailroom hidden at sign-in, under the name that Electron uses', () => {
    const run = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';
    assert.ok(says(made.installer, run));
    assert.ok(says(made.installer, 'org.mailroom.desktop'));
    assert.ok(says(made.installer, '"$\\Mailroom.exe" --hidden'));
    assert.ok(says(made.uninstaller, `$\\${run}`), 'taken out for every user');
    assert.ok(
      says(made.uninstaller, `$\\${run.replace(/Run$/, 'Explorer\\StartupApproved\\Run')}`),
    );
  });

  test('it asks the running program to quit, and a person before it deletes mail', () => {
    for (const program of [made.installer, made.uninstaller])
      assert.ok(says(program, '"$\\Mailroom.exe" --quit'));
    for (const question of ['Delete the mail, people and settings', 'Auch die E-Mails, Personen']) {
      assert.ok(made.uninstaller.includes(question), question);
      assert.ok(!made.installer.includes(question), question);
    }
  });
});
