import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { describePackage, type DebianPackage } from '../helpers/debian-package.ts';
import { runs } from '../helpers/run-program.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const skip = process.platform === 'linux' ? false : 'Debian packages are made on Linux';

describe('the Debian package', { skip }, () => {
  let folder = '';
  let made: DebianPackage;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mailroom-deb-'));
    made = await describePackage(folder);
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('it brings the program, its command, its icons and its entry in the menu', () => {
    const files = made.words.filter((word) => word.includes('=/'));
    const places = files.map((word) => word.slice(word.indexOf('=') + 1));
    assert.ok(places.includes('/opt/Mailroom'));
    assert.ok(places.includes('/usr/share/applications/mailroom.desktop'));
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      assert.ok(places.includes(`/usr/share/icons/hicolor/${size}x${size}/apps/mailroom.png`));
    const command = files.find((word) => word.endsWith('=/usr/bin')) ?? '';
    const [from = ''] = command.split('=');
    assert.deepEqual(fs.readdirSync(from), ['mailroom']);
    const mode = fs.statSync(path.join(from, 'mailroom')).mode & 0o777;
    assert.equal(mode & 0o111, 0o111, 'everybody may run it');
    assert.match(
      fs.readFileSync(path.join(from, 'mailroom'), 'utf8'),
      /^exec \/opt\/Mailroom\/resources\/bin\/mailroom "\$@"$/m,
    );
  });

  test('the menu finds the window again by its name, and says it in German too', () => {
    assert.match(made.desktopEntry, /^Exec=\/opt\/Mailroom\/mailroom %U$/m);
    assert.match(made.desktopEntry, /^StartupWMClass=mailroom$/m);
    assert.match(made.desktopEntry, /^Comment\[de\]=.+$/m);
  });

  test('after installation the sandbox works, and AppArmor knows the program', async (t) => {
    for (const [hasNamespaces, mode] of [
      [true, 0o755],
      [false, 0o4755],
    ] as const) {
      const system = new FakeSystem(t, hasNamespaces);
      await system.run(made.afterInstall, 'configure');
      assert.equal(fs.statSync(system.at('/opt/Mailroom/chrome-sandbox')).mode & 0o7777, mode);
      assert.ok(fs.existsSync(system.at('/etc/apparmor.d/mailroom')));
      assert.match(system.heard(), /apparmor_parser --replace/);
      assert.match(system.heard(), /update-desktop-database/);
    }
  });

  test('a removal leaves nothing of AppArmor, an upgrade leaves it', async (t) => {
    const system = new FakeSystem(t, true);
    await system.run(made.afterInstall, 'configure');
    await system.run(made.afterRemove, 'upgrade', '0.2.0');
    assert.ok(fs.existsSync(system.at('/etc/apparmor.d/mailroom')));
    await system.run(made.afterRemove, 'remove');
    assert.equal(fs.existsSync(system.at('/etc/apparmor.d/mailroom')), false);
    assert.match(system.heard(), /apparmor_parser --remove/);
  });
});

/** A root folder of its own, and programs that only note that they ran. */
class FakeSystem {
  readonly #root: string;

  constructor(t: TestContext, hasNamespaces: boolean) {
    this.#root = tempFolder(t);
    for (const folder of ['/opt/Mailroom/resources', '/etc/apparmor.d', '/usr/bin'])
      fs.mkdirSync(this.at(folder), { recursive: true });
    fs.writeFileSync(this.at('/opt/Mailroom/chrome-sandbox'), '');
    fs.writeFileSync(this.at('/opt/Mailroom/resources/apparmor-profile'), 'profile');
    const programs = { apparmor_parser: 0, apparmor_status: 0, 'update-desktop-database': 0 };
    for (const [name, code] of Object.entries({
      ...programs,
      ischroot: 1,
      // To root itself they are always allowed.
      unshare: 0,
      setpriv: hasNamespaces ? 0 : 1,
    }))
      fs.writeFileSync(
        this.at(`/usr/bin/${name}`),
        `#!/bin/sh\necho ${name} "$@" >>'${this.at('/heard')}'\nexit ${code}\n`,
        { mode: 0o755 },
      );
  }

  at(file: string): string {
    return path.join(this.#root, file);
  }

  heard(): string {
    return fs.readFileSync(this.at('/heard'), 'utf8');
  }

  async run(script: string, ...words: string[]): Promise<void> {
    const moved = script.replace(/(?<=['\s])\/(opt|etc)\//g, `${this.#root}/$1/`);
    await runs('sh', ['-s', ...words], {
      input: moved,
      env: { PATH: `${this.at('/usr/bin')}:${process.env['PATH'] ?? ''}` },
    });
  }
}
