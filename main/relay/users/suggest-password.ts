/** Passwords that a person can read out and a printer can store. */
import { randomInt } from 'node:crypto';

// No letters that sound like others: c, j, q, w, x, y and l are left out.
const consonants = 'bdfghkmnprstvz';
const vowels = 'aeiou';

/** Four syllable pairs and digits: at most 20 printable characters, which is what Epson's devices take. */
export function suggestPassword(): string {
  const pick = (letters: string): string => letters.charAt(randomInt(letters.length));
  const word = (): string => pick(consonants) + pick(vowels) + pick(consonants) + pick(vowels);
  return `${word()}-${word()}-${word()}-${String(randomInt(10, 100))}`;
}
