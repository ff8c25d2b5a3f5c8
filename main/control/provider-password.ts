/** Changes of the provider together with its password, so that no server gets the password of another. */
import { failed, ok, type Result } from '../contract/result.ts';
import type { ProviderSettings, Settings } from '../contract/settings.ts';
import { parseSettings } from '../relay/settings/schema.ts';
import type { SecretStore } from '../relay/settings/settings-store.ts';
import { keptPassword } from '../relay/upstream/kept-password.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import type { Parts } from './parts.ts';
import { systemCode } from './system-code.ts';

/** A password to keep, null to forget the one that is kept, undefined to leave it. */
export type PasswordChange = string | null | undefined;

interface Given {
  readonly password?: PasswordChange;
  readonly keepsPassword?: boolean | undefined;
}

/** What is to become of the password when the provider is `next`; an error for a person where one is wanted. */
export async function passwordFor(
  { settings, secrets }: Pick<Parts, 'settings' | 'secrets'>,
  next: ProviderSettings,
  { password, keepsPassword = false }: Given,
): Promise<Result<PasswordChange>> {
  if (password !== undefined || keepsPassword) return ok(password);
  const kept = keptPassword(settings.get().provider, next);
  if ((kept.ok && kept.value === 'stays') || !(await isKept(secrets))) return ok(undefined);
  return kept.ok ? ok(null) : kept;
}

/** One that cannot be read today may be readable again when it would go to the wrong server. */
const isKept = (secrets: Pick<SecretStore, 'get'>): Promise<boolean> =>
  secrets.get(providerPasswordName).then(
    (password) => password !== null,
    () => true,
  );

/**
 * The password with which `next` is tried: the one given, else the one that is kept. Rejects where that cannot
 * be read.
 */
export async function passwordToTry(
  parts: Pick<Parts, 'settings' | 'secrets'>,
  next: ProviderSettings,
  given: Given,
): Promise<Result<string | null>> {
  const { host } = parts.settings.get().provider;
  const chosen = await passwordFor(parts, next, given);
  if (!chosen.ok) return chosen;
  if (chosen.value !== undefined) return ok(chosen.value);
  const kept = await parts.secrets.get(providerPasswordName);
  // Changed meanwhile: what was read may be another server's.
  return host === parts.settings.get().provider.host ? ok(kept) : passwordToTry(parts, next, given);
}

/** A change of the settings and what goes with it. */
export interface ProviderChange {
  readonly edit: (now: Settings) => Result<unknown>;
  /** What is to become of the password, once `next` is checked; an error for a person ends the change. */
  readonly passwordIn: (next: Settings) => Promise<Result<PasswordChange>>;
}

/**
 * Changes settings and password as one: between check and write no other change comes, by whatever request.
 * Where the settings are refused, the password stays what it was.
 */
export function applyWithPassword(
  { settings, secrets, inSettingsTurn }: Pick<Parts, 'settings' | 'secrets' | 'inSettingsTurn'>,
  { edit, passwordIn }: ProviderChange,
): Promise<Result<null>> {
  return inSettingsTurn(async (put) => {
    const edited = edit(settings.get());
    const next = edited.ok ? parseSettings(edited.value) : edited;
    if (!next.ok) return next;
    const password = await passwordIn(next.value);
    if (!password.ok) return password;
    return password.value === undefined
      ? put(next.value)
      : exchanged({ settings, secrets }, password.value, () => put(next.value));
  });
}

async function exchanged(
  { settings, secrets }: Pick<Parts, 'settings' | 'secrets'>,
  password: string | null,
  put: () => Promise<Result<null>>,
): Promise<Result<null>> {
  const was = settings.get();
  // One that cannot be read is what this change may be for.
  const before = await secrets.get(providerPasswordName).catch(() => null);
  // First, since a dial may come at any moment: the new provider must not get the old one's password.
  const removed = await written(secrets.remove(providerPasswordName));
  if (!removed.ok) return removed;
  let applied: Result<null> | null = null;
  let kept: Result<null> = ok(null);
  try {
    applied = await put();
  } finally {
    // What broke may have done so before the settings were in force, or after.
    const isInForce = applied?.ok ?? settings.get() !== was;
    const next = isInForce ? password : before;
    if (next !== null) kept = await written(secrets.set(providerPasswordName, next));
  }
  return kept.ok ? applied : kept;
}

/** A disk that takes nothing is an expected failure. */
async function written(work: Promise<void>): Promise<Result<null>> {
  try {
    await work;
    return ok(null);
  } catch (error) {
    const code = systemCode(error);
    return failed(
      'secrets.not-kept',
      `The password of the provider could not be written to the disk (${code}).`,
      'Free some space, or check the disk; then enter the password again.',
    );
  }
}
