/**
 * Passwords: scrypt hashes on disk, and a keyed hash in memory of those that proved right, so that a
 * program that polls every minute costs no scrypt. Owns how many scrypt runs go on at once.
 */
import { createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * N=2^14, r=8, p=1 takes some 40 ms and 16 MB here; twice that would break the 60 ms asked of a first
 * sign-in. The throttle, not the hash, is what stops guessing over the network.
 */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const keyBytes = 32;
const format = `scrypt$${cost.N}$${cost.r}$${cost.p}`;

/** At most one scrypt at a time: libuv has 4 threads, and file work needs the others. */
let lastRun: Promise<unknown> = Promise.resolve();

/** `scrypt$N$r$p$salt$key`, salt and key in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return `${format}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether the password matches; an unreadable hash matches nothing, and takes as long. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [name, n, r, p, salt = '', key = ''] = hash.split('$');
  const known = Buffer.from(key, 'base64');
  if (name !== 'scrypt' || known.length !== keyBytes) {
    await derive(password, Buffer.alloc(16), cost);
    return false;
  }
  const params = { N: Number(n), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), params), known);
}

function derive(password: string, salt: Buffer, params: typeof cost | Params): Promise<Buffer> {
  const run = lastRun.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(password, salt, keyBytes, { ...params, maxmem: 256 << 20 }, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      }),
  );
  lastRun = run.catch(() => undefined);
  return run;
}

interface Params {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** Passwords that proved right, as HMAC under a key that lives only in this process. */
export class RememberedPasswords {
  readonly #key = randomBytes(32);
  readonly #macs = new Map<string, Buffer>();

  isRemembered(user: string, password: string): boolean {
    const mac = this.#macs.get(user);
    return mac !== undefined && timingSafeEqual(mac, this.#mac(user, password));
  }

  remember(user: string, password: string): void {
    this.#macs.set(user, this.#mac(user, password));
  }

  forget(user: string): void {
    this.#macs.delete(user);
  }

  #mac(user: string, password: string): Buffer {
    return createHmac('sha256', this.#key).update(`${user}\0${password}`).digest();
  }
}

const consonants = 'bdfghkmnprstvz';
const vowels = 'aeiou';

/** A password that can be read out: four syllable pairs and digits, at most 20 printable characters. */
export function suggestPassword(): string {
  const pick = (letters: string): string => letters.charAt(randomInt(letters.length));
  const word = (): string => pick(consonants) + pick(vowels) + pick(consonants) + pick(vowels);
  return `${word()}-${word()}-${word()}-${String(randomInt(10, 100))}`;
}
