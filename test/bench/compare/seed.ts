/**
 * `seed.ts USER COUNT SIZE`: puts a user (password "bench") and COUNT messages of SIZE octets into the data
 * folder of a measurement, $BENCH_WORK/data, before the relay starts.
 */
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../../main/relay/lifecycle/clock.ts';
import { maildirName } from '../../../main/relay/mailboxes/maildir-name.ts';
import { UserDirectory } from '../../../main/relay/users/user-directory.ts';
import { defaultSettings } from '../../../main/contract/settings.ts';

const [user = 'bench', countText = '0', sizeText = '0'] = process.argv.slice(2);
const folder = path.join(process.env['BENCH_WORK'] ?? '.', 'data');
const count = Number(countText);

fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
await addUser();
putMessages(Number(sizeText));

async function addUser(): Promise<void> {
  const users = new UserDirectory({
    file: path.join(folder, 'users.db'),
    settings: { get: () => defaultSettings, onChange: () => () => undefined },
    clock: systemClock,
    journal: { record: () => undefined },
  });
  await users.start();
  if (users.get(user) === null) await users.add({ name: user, password: 'bench' });
  await users.stop();
}

function putMessages(sizeBytes: number): void {
  const box = path.join(folder, 'mailboxes', user);
  for (const name of ['tmp', 'new', 'cur'])
    fs.mkdirSync(path.join(box, name), { recursive: true, mode: 0o700 });
  for (let n = 0; n < count; n += 1) {
    const body = message(n, sizeBytes);
    fs.writeFileSync(path.join(box, 'new', maildirName(`seed-${n}`, body.length)), body);
  }
}

function message(n: number, sizeBytes: number): string {
  const header = `From: bench@bench.test\r\nTo: ${user}@bench.test\r\nSubject: message ${n}\r\n\r\n`;
  const line = `${'x'.repeat(70)}\r\n`;
  const lines = Math.max(1, Math.ceil((sizeBytes - header.length) / line.length));
  return (header + line.repeat(lines)).slice(0, sizeBytes - 2) + '\r\n';
}
