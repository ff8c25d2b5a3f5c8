/**
 * Passwords: scrypt hashes on disk, and a keyed hash in memory of those that proved right, so that a
 * program that polls every minute costs no scrypt. Owns how many scrypt runs go on at once.
 */
import { hash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Limiter } from '../lifecycle/limiter.ts';

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * N=2^14, r=8, p=1: 33 ms and 16 MB on the machine this was chosen on. Twice that (67 ms) would break the
 * 60 ms asked of a first sign-in. The throttle, not the hash, stops guessing over the network; the hash
 * slows down who stole the file, so each carries its cost and can be made dearer later.
 */
const cost: Cost = { N: 16_384, r: 8, p: 1 };
const keyBytes = 32;
const noSalt = Buffer.alloc(16);

/** Checks at once in the whole process: libuv has 4 threads, and writing mail needs the others. */
const checks = new Limiter(2, 200);

/** `scrypt$N$r$p$salt$key`, salt and key in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  const { N, r, p } = cost;
  return `scrypt$${N}$${r}$${p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/**
 * Whether the password matches. An unreadable hash, or null, matches nothing and takes as long.
 * `isKnown` is asked when the turn comes: it may spare the work. Rejects with OverloadError when too
 * many checks wait.
 */
export async function verifyPassword(
  password: string,
  hash: string | null,
  isKnown: () => boolean = () => false,
): Promise<boolean> {
  return checks.run(async () => {
    if (isKnown()) return true;
    const parsed = parseHash(hash ?? '');
    if (parsed !== null)
      return timingSafeEqual(await derive(password, parsed.salt, parsed.cost), parsed.key);
    await derive(password, noSalt, cost);
    return false;
  });
}

function parseHash(hash: string): { cost: Cost; salt: Buffer; key: Buffer } | null {
  const match = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash);
  if (match === null) return null;
  const [, N, r, p, salt = '', key = ''] = match;
  const known = Buffer.from(key, 'base64');
  if (known.length !== keyBytes) return null;
  const parsed = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost: parsed, salt: Buffer.from(salt, 'base64'), key: known };
}

/** One spelling of accented letters: macOS types them in two parts, others in one (RFC 8265 §4.2). */
const normal = (password: string): string => password.normalize('NFC');

function derive(password: string, salt: Buffer, params: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...params, maxmem: 256 << 20 };
    scrypt(normal(password), salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/**
 * Marks by which a user's password is known again, made with a key that lives only in this process. Nobody ever sees
 * such a mark, so it needs not be an HMAC, which takes eight times as long at each sign-in.
 */
export function passwordMarker(): (user: string, password: string) => Buffer {
  const key = randomBytes(32).toString('hex');
  return (user, password) => hash('sha256', `${key}${user}\0${normal(password)}`, 'buffer');
}

/** Passwords that proved right, as marks. */
export class RememberedPasswords {
  readonly #mark = passwordMarker();
  readonly #marks = new Map<string, Buffer>();

  isRemembered(user: string, password: string): boolean {
    const mark = this.#marks.get(user);
    return mark !== undefined && timingSafeEqual(mark, this.#mark(user, password));
  }

  remember(user: string, password: string): void {
    this.#marks.set(user, this.#mark(user, password));
  }

  forget(user: string): void {
    this.#marks.delete(user);
  }
}
