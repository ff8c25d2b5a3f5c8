/**
 * The relay speaks English, in whole sentences: on the command line, in the journal, in replies. Window, tray
 * and notices say the same in the person's language: by the sentence where it stands whole in the phrases, else
 * by a pattern with its values. What nobody translated is shown as it came; nothing is lost.
 */
export interface Phrases {
  /** By the relay's sentence. */
  readonly whole: Readonly<Record<string, string>>;
  /**
   * Matched in order. `$1` is what the first group caught, as it is (a name, a number, words of a system); `%1`
   * is the same, said (a sentence inside of a sentence).
   */
  readonly patterns: readonly Pattern[];
}

/** A sentence with values in it, and how it is said. */
export type Pattern = readonly [pattern: RegExp, text: string];
/** Says a sentence in one language; what nobody translated comes back as it was. */
export type Say = (sentence: string) => string;

/** A list of 10,000 rows has some hundred different sentences; values make each its own now and then. */
const mostRemembered = 4_000;
/** A split too many does no harm: what nobody translated is put together again as it was. */
const betweenSentences = /(?<=[.!?]) (?=[A-Z\d"“/])/;

/**
 * A text of several sentences is said sentence by sentence, so that no pattern reaches over the end of one. The
 * phrases are put in order at the first text: a program that says nothing starts sooner.
 */
export function sayWith(phrases: Phrases): Say {
  let say: Say | null = null;
  return (text) => (say ??= speaker(phrases))(text);
}

function speaker({ whole, patterns }: Phrases): Say {
  const sentences = new Map(Object.entries(whole));
  const candidates = byFirstWord(patterns);
  const remembered = new Map<string, string>();
  const byPattern = (sentence: string): string => {
    for (const [pattern, text] of candidates(sentence)) {
      const match = pattern.exec(sentence);
      if (match) return filled(text, match, say);
    }
    return sentence;
  };
  const say = (text: string): string =>
    sentences.get(text) ??
    text
      .split(betweenSentences)
      .map((part) => sentences.get(part) ?? byPattern(part))
      .filter((part) => part !== '')
      .join(' ');
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    if (remembered.size >= mostRemembered) remembered.clear();
    const said = say(text);
    remembered.set(text, said);
    return said;
  };
}

const filled = (text: string, match: RegExpExecArray, say: Say): string =>
  text.replace(/([$%])(\d)/g, (_all, kind: string, group: string) => {
    const caught = match[Number(group)] ?? '';
    return kind === '%' ? say(caught) : caught;
  });

const firstWord = /^[A-Za-z]+(?=[ :])/;

/** Most patterns begin with a word: only those of the sentence's own are tried, and those that begin otherwise. */
function byFirstWord(patterns: readonly Pattern[]): (sentence: string) => readonly Pattern[] {
  const wordOf = ([pattern]: Pattern): string | undefined =>
    firstWord.exec(pattern.source.replace(/^\^/, ''))?.[0];
  const words = new Set(patterns.map(wordOf));
  const lists = new Map(
    [...words].map((word) => [
      word,
      patterns.filter((one) => wordOf(one) === word || wordOf(one) === undefined),
    ]),
  );
  return (sentence) => lists.get(firstWord.exec(sentence)?.[0]) ?? lists.get(undefined) ?? [];
}
