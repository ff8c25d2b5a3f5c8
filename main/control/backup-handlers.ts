/** Saves and restores what makes this office's Mailroom: settings, people, office authority, password. */
import fs from 'node:fs';
import * as z from 'zod';
import type { BackupPartId } from '../contract/codes.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { CheckView } from '../contract/status.ts';
import { settingsOf } from '../relay/settings/read-settings.ts';
import { keptPassword } from '../relay/upstream/kept-password.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import {
  minPassphraseLength,
  noBackup,
  openBackup,
  sealBackup,
  tooNew,
  type Backup,
} from './backup-file.ts';
import type { Area } from './handler.ts';
import type { Parts } from './parts.ts';
import { applyWithPassword, type PasswordChange } from './provider-password.ts';
import { settingsHere } from './settings-here.ts';
import { systemCode } from './system-code.ts';
import { writeWhole } from '../relay/store/write-whole.ts';

const args = z.strictObject({
  file: z.string().min(1).max(4_096),
  passphrase: z.string().max(1_024),
});

/** Saving a backup and putting one back. */
export const backupHandlers = (parts: Parts): Area<'backup'> => ({
  'backup:save': {
    parse: args,
    run: async ({ file, passphrase }) => {
      if (passphrase.length < minPassphraseLength)
        return failed(
          'backup.short-passphrase',
          `The passphrase is too short.`,
          `Use at least ${minPassphraseLength} characters, for example some words.`,
          'passphrase',
        );
      const text = await sealBackup(await collect(parts), passphrase);
      return write(file, text);
    },
  },
  'backup:restore': {
    parse: args,
    run: async ({ file, passphrase }, context) => {
      const text = await read(file);
      if (!text.ok) return text;
      const opened = await openBackup(text.value, passphrase);
      if (!opened.ok) return opened;
      return putBack(opened.value, parts, (check) => void context.push('check', check));
    },
  },
});

/** In a turn of its own: a provider that is just being changed would stand beside the password of another. */
const collect = (parts: Parts): Promise<Backup> =>
  parts.inSettingsTurn(async () => ({
    createdAt: parts.clock.now(),
    settings: parts.settings.get(),
    users: parts.users.exportRows(),
    authority: parts.certificates.exportAuthority(),
    providerPassword: await parts.secrets.get(providerPasswordName),
  }));

/** With thousands of people it is a few megabytes; whatever else somebody picks, the relay does not take into memory. */
const mostOctets = 64 << 20;

async function read(file: string): Promise<Result<string>> {
  const stat = await fs.promises.stat(file).catch(() => null);
  if (stat !== null && stat.size > mostOctets) return noBackup;
  // Of a pipe nobody knows when it ends.
  const text =
    stat?.isFile() === true ? await fs.promises.readFile(file, 'utf8').catch(() => null) : null;
  return text === null
    ? failed('backup.unreadable', `The file ${file} cannot be read.`, 'Check the name.')
    : ok(text);
}

/** Never over an existing file half-way: a full disk leaves the old backup as it was. */
async function write(file: string, text: string): Promise<Result<{ sizeBytes: number }>> {
  try {
    await writeWhole(file, text, { mode: 0o600, flush: true });
    return ok({ sizeBytes: Buffer.byteLength(text) });
  } catch (error) {
    const code = systemCode(error);
    return failed(
      'backup.not-written',
      `The backup could not be written (${code}).`,
      'Choose another place, and check that it has room.',
    );
  }
}

/** Settings first: if a port of the old PC cannot be had here, nothing has changed. Nobody is removed. */
async function putBack(
  backup: Backup,
  parts: Parts,
  tell: (check: CheckView) => void,
): Promise<Result<{ users: number }>> {
  tell(done('open', new Date(backup.createdAt).toISOString()));
  // Restored years later, they are those of an older Mailroom.
  const settings = settingsOf(backup.settings);
  if (!settings.ok) return settings.error.code === 'settings.too-new' ? tooNew : settings;
  let missing: readonly string[] = [];
  const applied = await applyWithPassword(parts, {
    edit: (now) => {
      const here = settingsHere(settings.value, now);
      missing = here.missing;
      return ok(here.settings);
    },
    passwordIn: (next) => Promise.resolve(ok(passwordFrom(backup, next, parts))),
  });
  if (!applied.ok) return applied;
  // At once: what follows may fail, and the provider is in force.
  parts.queue.providerChanged();
  tell(settingsBack(missing));
  const imported = await parts.users.importRows(backup.users);
  if (!imported.ok) return imported;
  tell(done('people', String(imported.value.count)));
  tell(await authorityBack(backup, parts));
  tell(backup.providerPassword === null ? leftOut('secret') : done('secret'));
  const text = `A backup was restored: settings, people and devices (${imported.value.count}).`;
  parts.journal.record({ event: 'settings.restored', level: 'notice', text });
  return ok({ users: imported.value.count });
}

/** Mail programs that were told the old address do not reach this computer by it. */
function settingsBack(missing: readonly string[]): CheckView {
  if (missing.length === 0) return done('settings');
  const detail = `This computer does not have the address ${missing.join(', ')}. Mailroom listens where it did here before.`;
  return { ...done('settings', detail), state: 'warning' };
}

/**
 * One that ran out, or that a wrong clock takes for invalid, leaves the one that is here in use, which no mail program
 * knows: that must be seen.
 */
async function authorityBack({ authority }: Backup, { certificates }: Parts): Promise<CheckView> {
  if (authority === null) return leftOut('authority');
  const taken = await certificates.importAuthority(authority);
  return taken.ok
    ? done('authority')
    : { ...done('authority', taken.error.message), state: 'warning' };
}

/** A backup without one leaves the one that is here, but not for another provider. */
function passwordFrom(
  { providerPassword }: Backup,
  { provider }: Settings,
  { settings }: Parts,
): PasswordChange {
  if (providerPassword !== null) return providerPassword;
  const kept = keptPassword(settings.get().provider, provider);
  return kept.ok && kept.value === 'stays' ? undefined : null;
}

const titles: Readonly<Record<BackupPartId, string>> = {
  open: 'The file is opened',
  settings: 'Settings',
  people: 'People and devices',
  authority: 'Office certificate',
  secret: 'Password of the provider',
};

const done = (id: BackupPartId, detail = ''): CheckView => ({
  ...{ id, title: titles[id], state: 'ok', detail },
});

/** The backup has none. */
const leftOut = (id: BackupPartId): CheckView => ({
  ...{ id, title: titles[id], state: 'skipped', detail: 'not in the backup' },
});
