/** The secrets of a relay that does not run, as far as a program in the terminal can open them. */
import fs from 'node:fs';
import path from 'node:path';
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';
import { FileSecretStore, sealedSecretsFile } from '../relay/settings/file-secret-store.ts';
import type { SecretStore } from '../relay/settings/settings-store.ts';

/** Reads only. What the desktop sealed with the system's keychain rejects with a ServiceFault that says so. */
export class StoppedSecrets implements SecretStore {
  readonly isProtected: boolean;
  readonly #plain: FileSecretStore;

  constructor(folder: string) {
    this.#plain = new FileSecretStore(folder);
    this.isProtected = fs.existsSync(path.join(folder, sealedSecretsFile));
  }

  /** Rejects with a ServiceFault `secrets.sealed` where only the desktop app can open it. */
  async get(name: string): Promise<string | null> {
    const secret = await this.#plain.get(name);
    if (secret !== null || !this.isProtected) return secret;
    throw new ServiceFault(
      'secrets.sealed',
      'The provider’s password is kept by the operating system for the desktop app: start Mailroom to try the sign-in.',
    );
  }

  set(): Promise<void> {
    return Promise.reject(new Error('Mailroom is not running'));
  }

  remove(): Promise<void> {
    return Promise.reject(new Error('Mailroom is not running'));
  }
}
