/**
 * Secrets sealed by the operating system where it can, in a file of their own; what a run in the terminal
 * left in plain is sealed when it is first read. Without such a system it is the plain file (0600), and
 * `isProtected` says so.
 */
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';
import type { SecretStore } from '../relay/settings/settings-store.ts';
import type { Protector } from './safe-storage.ts';

type Store = Omit<SecretStore, 'isProtected'>;

export interface SealedSecretOptions {
  readonly plain: Store;
  readonly sealed: Store;
  readonly protector: Protector | null;
}

export class SealedSecretStore implements SecretStore {
  readonly isProtected: boolean;
  readonly #options: SealedSecretOptions;

  constructor(options: SealedSecretOptions) {
    this.#options = options;
    this.isProtected = options.protector !== null;
  }

  /** Rejects with a ServiceFault `secrets.sealed` when the system does not open what it sealed. */
  async get(name: string): Promise<string | null> {
    const { plain, sealed, protector } = this.#options;
    const inPlain = await plain.get(name);
    if (inPlain !== null) {
      // Written last: the terminal knows only this file.
      if (protector !== null) await this.set(name, inPlain);
      return inPlain;
    }
    const base64 = await sealed.get(name);
    return base64 === null ? null : this.#open(base64);
  }

  async set(name: string, secret: string): Promise<void> {
    const { plain, sealed, protector } = this.#options;
    if (protector === null) {
      await plain.set(name, secret);
      await sealed.remove(name);
      return;
    }
    await sealed.set(name, (await protector.encrypt(secret)).toString('base64'));
    await plain.remove(name);
  }

  async remove(name: string): Promise<void> {
    await this.#options.plain.remove(name);
    await this.#options.sealed.remove(name);
  }

  async #open(base64: string): Promise<string> {
    const { protector } = this.#options;
    try {
      if (protector === null) throw new Error('this system keeps no secrets');
      return await protector.decrypt(Buffer.from(base64, 'base64'));
    } catch (error) {
      throw new ServiceFault(
        'secrets.sealed',
        'This computer does not open the stored password of the provider any more. Enter it again on the page Provider.',
        error,
      );
    }
  }
}
