/**
 * Secrets sealed by the operating system where it can, in a file of their own; what a run in the terminal
 * left in plain is sealed when it is first read. Without such a system it is the plain file (0600), and
 * `isProtected` says so.
 */
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';
import type { SecretStore } from '../relay/settings/settings-store.ts';
import type { Protector } from './safe-storage.ts';
import { Turns } from '../relay/lifecycle/turns.ts';

type Store = Omit<SecretStore, 'isProtected'>;

/** Both files, and the system’s seal where there is one. */
export interface SealedSecretOptions {
  readonly plain: Store;
  readonly sealed: Store;
  readonly protector: Protector | null;
}

/** The provider’s password on a desktop. Rejects with a ServiceFault where what is kept cannot be opened. */
export class SealedSecretStore implements SecretStore {
  readonly isProtected: boolean;
  readonly #options: SealedSecretOptions;
  /** What is entered while an older one is being sealed comes after it. */
  readonly #turns = new Turns();

  constructor(options: SealedSecretOptions) {
    this.#options = options;
    this.isProtected = options.protector !== null;
  }

  /** Rejects with a ServiceFault `secrets.sealed` when the system does not open what it sealed. */
  async get(name: string): Promise<string | null> {
    const { plain, sealed, protector } = this.#options;
    const inPlain = await plain.get(name);
    if (inPlain !== null) {
      // A full disk or a locked keyring keeps it from being sealed, not from being used: the mail would wait for it.
      if (protector !== null) await this.#turns.take(() => this.#seal(name)).catch(() => undefined);
      return inPlain;
    }
    const base64 = await sealed.get(name);
    return base64 === null ? null : this.#open(base64);
  }

  set(name: string, secret: string): Promise<void> {
    return this.#turns.take(() => this.#set(name, secret));
  }

  remove(name: string): Promise<void> {
    const { plain, sealed } = this.#options;
    return this.#turns.take(async () => {
      await plain.remove(name);
      await sealed.remove(name);
    });
  }

  /** Plain is written last, where it is there: the terminal knows only this file. */
  async #seal(name: string): Promise<void> {
    const secret = await this.#options.plain.get(name);
    if (secret !== null) await this.#set(name, secret);
  }

  async #set(name: string, secret: string): Promise<void> {
    const { plain, sealed, protector } = this.#options;
    if (protector === null) {
      await plain.set(name, secret);
      await sealed.remove(name);
      return;
    }
    await sealed.set(name, (await protector.encrypt(secret)).toString('base64'));
    await plain.remove(name);
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
