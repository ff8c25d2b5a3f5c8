/**
 * Electron's safeStorage behind one small door. Its synchronous functions go with Electron 46, the
 * asynchronous ones came with 45: whichever is there is used. Knows no files.
 */
import { safeStorage } from 'electron';
import { systemClock } from '../relay/lifecycle/clock.ts';
import { within } from '../relay/lifecycle/within.ts';

/** Encrypts for this person on this PC. */
export interface Protector {
  encrypt(text: string): Promise<Buffer>;
  decrypt(sealed: Buffer): Promise<string>;
}

/** As it was up to Electron 45; written out, since the types call it deprecated. */
interface Old {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}
type New = Pick<
  typeof safeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** A start waits no longer for a system that asks a person first, as a locked keyring does. */
const inTimeMs = 3_000;

/**
 * Null where the operating system keeps no secrets for us. Ask after `ready`. Where that is not known in time, what
 * needs a secret waits for it, and nothing else.
 */
export async function protectorOfThisPc(): Promise<Protector | null> {
  const asked = askSystem();
  return (await within(asked, inTimeMs, systemClock)) ? asked : late(asked);
}

function late(asked: Promise<Protector | null>): Protector {
  const answer = async (): Promise<Protector> => {
    const protector = await asked;
    if (protector === null) throw new Error('this system keeps no secrets');
    return protector;
  };
  // Heard by who needs a secret; until then it must not count as unhandled.
  asked.catch(() => undefined);
  return {
    encrypt: async (text) => (await answer()).encrypt(text),
    decrypt: async (sealed) => (await answer()).decrypt(sealed),
  };
}

async function askSystem(): Promise<Protector | null> {
  // On Linux without a keyring the "encryption" has a fixed password, which is none.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return null;
  const storage: Partial<New> & Partial<Old> = safeStorage;
  const protector = isNew(storage) ? overNew(storage) : isOld(storage) ? overOld(storage) : null;
  return protector !== null && (await protector.isAvailable()) ? protector : null;
}

type Candidate = Protector & { isAvailable(): Promise<boolean> };

const isNew = (storage: Partial<New>): storage is New => storage.encryptStringAsync !== undefined;
const isOld = (storage: Partial<Old>): storage is Old => storage.encryptString !== undefined;

const overNew = (storage: New): Candidate => ({
  isAvailable: () => storage.isAsyncEncryptionAvailable(),
  encrypt: (text) => storage.encryptStringAsync(text),
  decrypt: async (sealed) => (await storage.decryptStringAsync(sealed)).result,
});

const overOld = (storage: Old): Candidate => ({
  isAvailable: () => Promise.resolve(storage.isEncryptionAvailable()),
  encrypt: (text) => Promise.resolve(storage.encryptString(text)),
  decrypt: (sealed) => Promise.resolve(storage.decryptString(sealed)),
});
