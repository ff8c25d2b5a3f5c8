/** Puts a user (password "bench") with messages into the data folder of a relay that does not run. */
import fs from 'node:fs';
import path from 'node:path';
import { defaultSettings } from '../../main/contract/settings.ts';
import { systemClock } from '../../main/relay/lifecycle/clock.ts';
import { maildirName } from '../../main/relay/mailboxes/maildir-name.ts';
import { UserDirectory } from '../../main/relay/users/user-directory.ts';

export const password = 'bench';

export async function fillMailbox(
  dataFolder: string,
  user: string,
  { count, sizeBytes }: { readonly count: number; readonly sizeBytes: number },
): Promise<void> {
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  await addUser(path.join(dataFolder, 'users.db'), user);
  const box = path.join(dataFolder, 'mailboxes', user);
  for (const name of ['tmp', 'new', 'cur'])
    fs.mkdirSync(path.join(box, name), { recursive: true, mode: 0o700 });
  for (let n = 0; n < count; n += 1) {
    const body = message(user, n, sizeBytes);
    fs.writeFileSync(path.join(box, 'new', maildirName(`seed-${n}`, body.length)), body);
  }
}

async function addUser(file: string, user: string): Promise<void> {
  const users = new UserDirectory({
    file,
    settings: { get: () => defaultSettings, onChange: () => () => undefined },
    clock: systemClock,
    journal: { record: () => undefined },
  });
  await users.start();
  if (users.get(user) === null) await users.add({ name: user, password });
  await users.stop();
}

function message(user: string, n: number, sizeBytes: number): string {
  const header = `From: bench@bench.test\r\nTo: ${user}@bench.test\r\nSubject: message ${n}\r\n\r\n`;
  const line = `${'x'.repeat(70)}\r\n`;
  const lines = Math.max(1, Math.ceil((sizeBytes - header.length) / line.length));
  return (header + line.repeat(lines)).slice(0, sizeBytes - 2) + '\r\n';
}
