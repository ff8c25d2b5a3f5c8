/**
 * The relay speaks English, in whole sentences: on the command line, in the journal, in replies. Window,
 * tray and notices say the same in the person's language: by the sentence where it stands whole in the phrases, else by a pattern
 * with its values. What nobody translated is shown as it came; nothing is lost.
 */
export interface Phrases {
  /** By the relay's sentence. */
  readonly whole: Readonly<Record<string, string>>;
  /** Matched in order; `$1`, `$2` stand for what the groups caught, themselves said where they are phrases. */
  readonly patterns: readonly (readonly [pattern: RegExp, text: string])[];
}

export type Say = (sentence: string) => string;

/** Pure. A text of several sentences is said sentence by sentence. */
export function sayWith({ whole, patterns }: Phrases): Say {
  const sayOne = (sentence: string): string | null => {
    const known = whole[sentence];
    if (known !== undefined) return known;
    for (const [pattern, text] of patterns) {
      const match = pattern.exec(sentence);
      if (match)
        return text.replace(/\$(\d)/g, (_all, group: string) => {
          const caught = match[Number(group)] ?? '';
          return whole[caught] ?? caught;
        });
    }
    return null;
  };
  return (sentence) =>
    sayOne(sentence) ??
    sentence
      .split(/(?<=[.!?]) (?=[A-Z"“])/)
      .map((part) => sayOne(part) ?? part)
      .join(' ');
}
