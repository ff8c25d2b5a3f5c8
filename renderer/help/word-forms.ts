/** How the search cuts text into words and compares them. Pure. */

export interface Word {
  readonly word: string;
  /** Where it begins. */
  readonly at: number;
}

/**
 * Letters and digits; dots, at signs and hyphens inside belong to it, so that 5.7.1, R-7K2F4 and
 * smtp.example.com are one word each. A word of letters with a hyphen is its parts too: "E-Mail", "mail".
 */
const wordForm = /[\p{L}\p{N}]+(?:[.@-][\p{L}\p{N}]+)*/gu;

export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(wordForm)].flatMap(({ 0: word, index: at }) => {
    const isWhole = /\d/.test(word) || !/[.@-]/.test(word);
    if (isWhole) return [{ word, at }];
    return [...word.matchAll(/[\p{L}\p{N}]+/gu)].map((part) => ({
      word: part[0],
      at: at + part.index,
    }));
  });
}

/** Other ways in which the same word may stand in a text: "fuer" is "fur", as "für" is folded. */
export function spellingsOf(word: string): readonly string[] {
  const plain = word.replace(/([aou])e/g, '$1');
  return plain === word ? [] : [plain];
}

/** Lower-case, without the dots and strokes over letters: "Prüfen" is found by "prufen". */
export const folded = (word: string): string =>
  word.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
