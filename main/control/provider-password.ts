/** Changes of the provider together with its password, so that no server gets the password of another. */
import { ok, type Result } from '../contract/result.ts';
import type { ProviderSettings, Settings } from '../contract/settings.ts';
import type { SecretStore } from '../relay/settings/settings-store.ts';
import { keptPassword } from '../relay/upstream/kept-password.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import type { Parts } from './parts.ts';

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

/** Changes settings and password; where the settings are refused, the password stays what it was. */
export async function applyWithPassword(
  { secrets, applySettings }: Pick<Parts, 'secrets' | 'applySettings'>,
  password: PasswordChange,
  edit: (now: Settings) => Result<unknown>,
): Promise<Result<null>> {
  if (password === undefined) return applySettings(edit);
  // One that cannot be read is what this change may be for.
  const before = await secrets.get(providerPasswordName).catch(() => null);
  // First, since a dial may come at any moment: the new provider must not get the old one's password.
  await secrets.remove(providerPasswordName);
  const applied = await applySettings(edit);
  const next = applied.ok ? password : before;
  if (next !== null) await secrets.set(providerPasswordName, next);
  return applied;
}
