import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { lockDataFolder, ownerOf } from '../../../main/relay/lifecycle/data-folder-lock.ts';
import {
  isSameProcess,
  parseLinuxStat,
  parseStartTime,
  startOf,
} from '../../../main/relay/lifecycle/process-start.ts';
import { until } from '../../helpers/running-relay.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const moduleUrl = new URL('../../../main/relay/lifecycle/data-folder-lock.ts', import.meta.url);

/** Another process that locks the folder, says what it got, and stays until it is ended. */
function otherProcess(t: TestContext, folder: string) {
  const code = `
    const { lockDataFolder } = await import(${JSON.stringify(moduleUrl.href)});
    process.stdin.once('data', () => {
      console.log(lockDataFolder(${JSON.stringify(folder)}).outcome);
      process.stdin.once('data', () => process.exit(0));
    });
    console.log('ready');`;
  return otherProgram(t, code);
}

function otherProgram(t: TestContext, code: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const hears = async () => String((await once(child.stdout, 'data'))[0]).trim();
  const says = (words = 'x') => void child.stdin.write(words);
  return { child, hears, says };
}

test('a second owner is refused and told who has the folder, until the first lets go', (t) => {
  const folder = tempFolder(t);
  const first = lockDataFolder(folder);
  if (first.outcome !== 'locked') assert.fail('not locked');
  assert.deepEqual(lockDataFolder(folder), { outcome: 'owned', pid: process.pid });
  assert.equal(ownerOf(folder), process.pid);
  first.release();
  assert.equal(ownerOf(folder), null);
  takesAndReleases(folder);
  assert.deepEqual(fs.readdirSync(folder), []);
});

test('the lock file is readable by the owner only', (t) => {
  const folder = tempFolder(t);
  const lock = lockDataFolder(folder);
  const mode = fs.statSync(path.join(folder, 'lock')).mode & 0o777;
  if (process.platform !== 'win32') assert.equal(mode, 0o600);
  if (lock.outcome === 'locked') lock.release();
});

test('kill -9 leaves a lock that the next start takes over at once', async (t) => {
  const folder = tempFolder(t);
  const { child, hears, says } = otherProcess(t, folder);
  await hears();
  says();
  assert.equal(await hears(), 'locked');
  assert.deepEqual(lockDataFolder(folder), { outcome: 'owned', pid: child.pid });
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(fs.existsSync(path.join(folder, 'lock')));
  const start = performance.now();
  takesAndReleases(folder);
  assert.ok(performance.now() - start < 5_000);
});

test('a process that exits lets go by itself', async (t) => {
  const folder = tempFolder(t);
  const { child, hears, says } = otherProcess(t, folder);
  await hears();
  says();
  await hears();
  says();
  await once(child, 'exit');
  assert.equal(fs.existsSync(path.join(folder, 'lock')), false);
});

test('of several that find a dead owner at the same moment, one wins', async (t) => {
  const root = tempFolder(t);
  const folders = Array.from({ length: 100 }, (_, at) => path.join(root, String(at)));
  for (const folder of folders) {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'lock'), '{"pid":999999999,"startedAt":"","token":"x"}');
  }
  // Only who comes at the very moment meets the others between two of their steps.
  const code = `
    const { lockDataFolder } = await import(${JSON.stringify(moduleUrl.href)});
    process.setMaxListeners(0);
    process.stdin.once('data', (startsAt) => {
      const outcomes = ${JSON.stringify(folders)}.map((folder, at) => {
        while (Date.now() < Number(startsAt) + at * 20);
        return lockDataFolder(folder).outcome;
      });
      console.log(outcomes.join(' '));
      process.stdin.once('data', () => process.exit(0));
    });
    console.log('ready');`;
  const others = [1, 2, 3].map(() => otherProgram(t, code));
  await Promise.all(others.map(({ hears }) => hears()));
  const startsAt = Date.now() + 200;
  for (const { says } of others) says(String(startsAt));
  const heard = await Promise.all(others.map(({ hears }) => hears()));
  const outcomes = heard.map((line) => line.split(' '));
  const winners = folders.map((_, at) => outcomes.filter((one) => one[at] === 'locked').length);
  assert.deepEqual(new Set(winners), new Set([1]));
});

test('a process id given out anew does not count as the owner', { skip: noProc() }, (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'lock');
  const own = lockDataFolder(folder);
  const said = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  assert.equal(said['startedAt'], startOf(process.pid), 'each lock says when its owner started');
  if (own.outcome === 'locked') own.release();
  fs.writeFileSync(file, JSON.stringify({ ...said, startedAt: 'another-boot:1' }));
  takesAndReleases(folder);
});

test('who lets go takes nobody else’s lock away', (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'lock');
  const first = lockDataFolder(folder);
  // Somebody deleted the file by hand, and another program was started.
  fs.rmSync(file);
  const second = lockDataFolder(folder);
  if (first.outcome !== 'locked' || second.outcome !== 'locked') assert.fail('not locked');
  first.release();
  assert.equal(ownerOf(folder), process.pid);
  second.release();
  assert.equal(ownerOf(folder), null);
});

test(
  'an owner that was ended is none, though who started it has not taken note',
  { skip: noProc() },
  async (t) => {
    // It ends when its input does; the shell has become a program by then that takes note of nobody.
    const shell = spawn('sh', ['-c', 'cat <&3 >/dev/null & echo $!; exec sleep 300 3<&-'], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    t.after(() => shell.kill('SIGKILL'));
    assert.ok(shell.stdout);
    const pid = Number(String((await once(shell.stdout, 'data'))[0]));
    const nameOf = (): string => fs.readFileSync(`/proc/${shell.pid}/comm`, 'utf8').trim();
    await until('the shell is another program', () => nameOf() === 'sleep');
    shell.stdio[3]?.destroy();
    await until('only its name is left', () =>
      fs.readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '),
    );
    const folder = tempFolder(t);
    const lock = { pid, startedAt: startOf(pid), token: 'x' };
    fs.writeFileSync(path.join(folder, 'lock'), JSON.stringify(lock));
    assert.equal(ownerOf(folder), null);
    takesAndReleases(folder);
  },
);

for (const [name, content] of [
  ['junk', '\0\0junk'],
  ['empty', ''],
  ['without a process', '{}'],
  ['of no process', '{"pid":0}'],
] as const)
  test(`a lock file that is ${name} is taken over`, (t) => {
    const folder = tempFolder(t);
    const file = path.join(folder, 'lock');
    fs.writeFileSync(file, content);
    takesAndReleases(folder);
    // The clock was set back since.
    fs.writeFileSync(file, content);
    fs.utimesSync(file, new Date(), new Date(Date.now() + 3_600_000));
    takesAndReleases(folder);
  });

test('on a disk without hard links a folder has one owner, too', (t) => {
  const { linkSync } = fs;
  t.after(() => (fs.linkSync = linkSync));
  fs.linkSync = () => {
    throw Object.assign(new Error('no links here'), { code: 'EPERM' });
  };
  const folder = tempFolder(t);
  const file = path.join(folder, 'lock');
  fs.writeFileSync(file, '{"pid":999999999,"startedAt":"","token":"x"}');
  const first = lockDataFolder(folder);
  if (first.outcome !== 'locked') assert.fail('not locked');
  if (process.platform !== 'win32') assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(lockDataFolder(folder), { outcome: 'owned', pid: process.pid });
  first.release();
  assert.deepEqual(fs.readdirSync(folder), []);
});

test('a lock file that was made just now has time to be written', (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'lock'), '');
  const startedAt = performance.now();
  takesAndReleases(folder);
  assert.ok(performance.now() - startedAt > 80);
});

test('a take-over that died half-way is passed by', (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'lock'), '{"pid":999999999,"startedAt":"","token":"x"}');
  const marker = path.join(folder, 'lock.take-over');
  fs.mkdirSync(marker);
  fs.utimesSync(marker, new Date(0), new Date(0));
  takesAndReleases(folder);
});

test('start times are read from what the systems print', () => {
  const stat = `7 (a) b (c) S 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4242 9 9`;
  assert.equal(parseLinuxStat(stat, 'boot\n'), 'boot:4242');
  assert.equal(parseLinuxStat('junk', 'boot'), '');
  assert.equal(parseStartTime('Mon Nov 23 09:00:00 2026\n'), Date.UTC(2026, 10, 23, 9));
  assert.equal(parseStartTime('2026-11-23T09:00:00Z\r\n'), Date.UTC(2026, 10, 23, 9));
  assert.equal(parseStartTime('no such process'), null);
  assert.equal(isSameProcess(process.pid, startOf(process.pid)), true);
  assert.equal(isSameProcess(process.pid, ''), true);
});

function takesAndReleases(folder: string): void {
  const lock = lockDataFolder(folder);
  if (lock.outcome !== 'locked') assert.fail(`owned by ${lock.pid}`);
  lock.release();
}

function noProc(): string | false {
  return fs.existsSync('/proc/self/stat') ? false : 'needs /proc';
}

/** Until the test ends, the disk has no space for files in this folder while `isFull` says so. */
function fullDisk(t: TestContext, folder: string, isFull: () => boolean): void {
  const real = fs.writeFileSync;
  t.after(() => {
    fs.writeFileSync = real;
  });
  fs.writeFileSync = (file, data, options) => {
    if (!String(file).startsWith(folder) || !isFull()) {
      real(file, data, options);
      return;
    }
    // As the system does: the name is there, and nothing in it.
    real(file, '', options);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
}

test('a full disk does not keep the next start from taking over: what the dead lock took is enough', (t) => {
  const folder = tempFolder(t);
  const lock = path.join(folder, 'lock');
  fs.writeFileSync(lock, JSON.stringify({ pid: 1, startedAt: 'never', token: 'dead' }));
  fullDisk(t, folder, () => fs.existsSync(lock));
  takesAndReleases(folder);
  assert.deepEqual(fs.readdirSync(folder), []);
});

test('a disk without any space, and a folder that cannot be written, are said in plain words', (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, '');
  assert.throws(() => lockDataFolder(path.join(file, 'data')), {
    message: /^The data folder .* cannot be written \(ENOTDIR\)\. Let this user write there/,
  });
  assert.throws(() => lockDataFolder(file), {
    message: `${file} is no folder. Move away what stands there, or name another data folder.`,
  });
  fullDisk(t, folder, () => true);
  assert.throws(() => lockDataFolder(folder), {
    code: 'ENOSPC',
    message:
      /^No space is left on the disk with .*\. Free some space, then start Mailroom again\.$/,
  });
  assert.deepEqual(fs.readdirSync(folder), ['file'], 'no half-made lock stays');
});

test(
  'a folder that no folder can be made in is said in plain words, not tried for ever',
  { skip: noProc() },
  () => {
    const code = `
    const { lockDataFolder } = await import(${JSON.stringify(moduleUrl.href)});
    try { lockDataFolder('/proc/mail/room'); } catch (error) { console.log(error.message); }`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    assert.match(stdout, /^The data folder \/proc\/mail\/room cannot be written \(ENOENT\)/);
  },
);
