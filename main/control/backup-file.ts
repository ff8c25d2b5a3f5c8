/**
 * The backup as one file, sealed with a passphrase: scrypt makes the key, AES-256-GCM seals, so that the
 * password hashes and the office's key inside are worth nothing to who finds the file. Shape and crypto
 * only; what goes in and where it comes back is `backup-handlers`.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';
import { failed, ok, type Result } from '../contract/result.ts';

/** What a backup holds, opened. */
export interface Backup {
  readonly createdAt: number;
  readonly settings: object;
  /** Rows of users.db, as they stand there. */
  readonly users: readonly unknown[];
  /** The office authority, so that clients which trust it go on doing so; null where there is none. */
  readonly authority: { readonly cert: string; readonly key: string } | null;
  readonly providerPassword: string | null;
}

/** A shorter one is guessed by a program that tries all. */
export const minPassphraseLength = 8;

const format = 'mailroom-backup';
const keyOctets = 32;
/** 64 MiB and a fifth of a second for each guess. */
const cost = { N: 1 << 16, r: 8, p: 1, maxmem: 128 << 20 };
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt);

/** The text of the file; scrypt makes it take a fifth of a second. */
export async function sealBackup(backup: Backup, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, keyOctets, cost), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(backup), 'utf8'), cipher.final()]);
  const base64 = (buffer: Buffer): string => buffer.toString('base64');
  const parts = { salt: base64(salt), iv: base64(iv), tag: base64(cipher.getAuthTag()) };
  return `${JSON.stringify({ format, version: 1, ...parts, data: base64(data) }, null, 1)}\n`;
}

/** The error for who restores a backup of a program that is newer than this one. */
export const tooNew = failed(
  'backup.too-new',
  'The backup was made by a newer Mailroom.',
  'Install that version here, then restore again.',
);

/** The error for who restores something else. */
export const noBackup = failed(
  'backup.no-backup',
  'This file is no backup of Mailroom.',
  'Choose another file.',
);

const envelope = z.object({
  format: z.literal(format),
  version: z.number(),
  salt: z.string(),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
});

const content = z.object({
  createdAt: z.number(),
  settings: z.record(z.string(), z.unknown()),
  users: z.array(z.unknown()),
  authority: z.object({ cert: z.string(), key: z.string() }).nullable(),
  providerPassword: z.string().nullable(),
});

/** Fails with `backup.no-backup`, `backup.too-new` or `backup.wrong-passphrase`; what is inside is not checked yet. */
export async function openBackup(text: string, passphrase: string): Promise<Result<Backup>> {
  const sealed = envelope.safeParse(parseJson(text));
  if (!sealed.success) return noBackup;
  if (sealed.data.version !== 1) return tooNew;
  const opened = await unseal(sealed.data, passphrase);
  const parsed = content.safeParse(opened === null ? null : parseJson(opened));
  if (parsed.success) return ok(parsed.data);
  return failed(
    'backup.wrong-passphrase',
    'The backup cannot be opened: the passphrase is wrong, or the file is damaged.',
    'Type the passphrase with which the backup was made.',
    'passphrase',
  );
}

/** The text inside, or null where passphrase or file is not right: GCM cannot tell which. */
async function unseal(
  { salt, iv, tag, data }: z.infer<typeof envelope>,
  passphrase: string,
): Promise<string | null> {
  const octets = (base64: string): Buffer => Buffer.from(base64, 'base64');
  try {
    const key = await derive(passphrase, octets(salt), keyOctets, cost);
    const decipher = createDecipheriv('aes-256-gcm', key, octets(iv), { authTagLength: 16 });
    decipher.setAuthTag(octets(tag));
    return Buffer.concat([decipher.update(octets(data)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
