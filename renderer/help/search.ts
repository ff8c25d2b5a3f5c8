/**
 * The search of the help: as one types, forgiving of slips, in the own language and, behind it, in the other
 * one, since error messages come in English. Pure over the texts; drawing the results is the page's.
 */
import MiniSearch, { type Query } from 'minisearch';
import { withoutFillers } from './fill-words.ts';
import { sectionsOf, wordsOf, type HelpText } from './help-text.ts';
import { placeOf, type HelpPlace, type Topic } from './topics.ts';
import { folded, spellingsOf, wordsIn } from './word-forms.ts';

/** A piece of text, and whether the search found it. */
export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

export interface Found {
  readonly place: HelpPlace;
  readonly title: readonly Piece[];
  /** Empty for the beginning of a topic. */
  readonly heading: readonly Piece[];
  readonly snippet: readonly Piece[];
}

interface Entry {
  readonly id: HelpPlace;
  readonly topic: Topic;
  readonly title: string;
  readonly heading: string;
  readonly keywords: string;
  readonly text: string;
  /** The same place in the other language. */
  readonly other: string;
}

export type Texts = Readonly<Record<Topic, HelpText>>;

interface Hit {
  readonly id: string;
  /** Words of the text that were met. */
  readonly terms: readonly string[];
  /** Of the words that were asked for: 1 is all. */
  readonly share: number;
  readonly score: number;
}

const mostFound = 20;
const mostOfTopic = 2;
/** How much more all of the words are worth than some of them. */
const shareWeight = 2;
/** What is that much worse than the best is no answer. */
const leastOfBest = 0.1;
/** Shorter words match too much with a slip in them. */
const fuzzyFrom = 5;
/** Shorter ones stand by chance in many words. */
const insideFrom = 4;
const partFrom = 6;
const fieldBoost = { title: 6, heading: 4, keywords: 3, text: 1, other: 0.3 };
/** Everything here is about mail; the number of an error tells more than the words around it. */
const isCommon = (term: string): boolean => /^(e|e?mails?|post)$/.test(term);
const isCode = (term: string): boolean => /\d\.\d|\dx\w/.test(term);
const weightOf = (term: string): number => (isCode(term) ? 8 : isCommon(term) ? 0.3 : 1);
/** Words that begin with it count more. */
const insideBoost = { title: 2, heading: 1.3, keywords: 0.5, text: 0.3, other: 0.1 };

export class HelpSearch {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #index: MiniSearch<Entry>;
  /** All words of the own language, as they are compared. */
  readonly #words: ReadonlySet<string>;

  constructor(own: Texts, other: Texts) {
    const entries = (Object.keys(own) as Topic[]).flatMap((topic) =>
      entriesOf(topic, own[topic], other[topic]),
    );
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#index = new MiniSearch<Entry>({
      fields: ['title', 'heading', 'keywords', 'text', 'other'],
      tokenize: (text) => wordsIn(text).map(({ word }) => word),
      processTerm: folded,
    });
    this.#index.addAll(entries);
    const told = entries.flatMap(({ title, heading, keywords, text }) => [
      ...wordsIn(`${title} ${heading} ${keywords} ${text}`),
    ]);
    this.#words = new Set(told.map(({ word }) => folded(word)));
  }

  /** Best first: the more of the words stand there, the better; if need be inside of longer ones. */
  find(query: string): readonly Found[] {
    const asked = withoutFillers(wordsIn(query).map(({ word }) => folded(word)));
    if (asked.length === 0) return [];
    const plain = this.#hits(asked, false);
    const hits = plain.some(({ share }) => share === 1) ? plain : this.#hits(asked, true);
    const least = (hits[0]?.score ?? 0) * leastOfBest;
    const seen = new Map<Topic, number>();
    return hits
      .flatMap(({ id, terms, score }) => {
        const entry = this.#entries.get(id);
        const count = entry === undefined ? mostOfTopic : (seen.get(entry.topic) ?? 0);
        if (entry === undefined || count >= mostOfTopic || score < least) return [];
        seen.set(entry.topic, count + 1);
        return [foundIn(entry, new Set(terms))];
      })
      .slice(0, mostFound);
  }

  #hits(asked: readonly string[], isInside: boolean): readonly Hit[] {
    const ways = asked.map((word) => this.#waysOf(word, isInside));
    const found = this.#index.search(
      { combineWith: 'OR', queries: ways.map(({ query }) => query) },
      {
        prefix: true,
        fuzzy: (term) => (term.length >= fuzzyFrom && !/\d/.test(term) ? 0.2 : false),
        // What was typed as it stands comes before what is like it.
        weights: { prefix: 0.375, fuzzy: 0.1 },
        boostTerm: weightOf,
        // The beginning of a topic before its parts.
        boostDocument: (id) => (String(id).includes('#') ? 1 : 1.5),
        boost: fieldBoost,
      },
    );
    return found
      .map(({ id, terms, queryTerms, score }): Hit => {
        const met = ways.filter(({ words }) => queryTerms.some((term) => words.has(term)));
        const share = met.length / ways.length;
        return { id: String(id), terms, share, score: score * share ** shareWeight };
      })
      .sort((a, b) => b.score - a.score);
  }

  /** A word, also as people type it who have no umlauts, and where wanted as a part of a compound word. */
  #waysOf(word: string, isInside: boolean): { query: Query; words: ReadonlySet<string> } {
    const spellings = spellingsOf(word);
    const compounds = isInside && word.length >= insideFrom ? this.#compoundsWith(word) : [];
    const queries: Query[] = [
      word,
      ...(spellings.length > 0 ? [{ queries: [...spellings], fuzzy: false as const }] : []),
      ...(compounds.length > 0
        ? [{ queries: compounds, prefix: false, fuzzy: false as const, boost: insideBoost }]
        : []),
    ];
    return {
      query: { combineWith: 'OR', queries },
      words: new Set([word, ...spellings, ...compounds]),
    };
  }

  /** Words that it is a later part of, and those that are a part of it: "Zertifikat" of "Zertifikatswarnung". */
  #compoundsWith(word: string): string[] {
    const isPart = (one: string): boolean => one.length >= partFrom && word.includes(one);
    return [...this.#words].filter((one) => one !== word && (one.indexOf(word) > 0 || isPart(one)));
  }
}

function entriesOf(topic: Topic, own: HelpText, other: HelpText): Entry[] {
  const others = new Map(
    sectionsOf(other).map(({ id, heading, blocks }) => [id, `${heading} ${wordsOf(blocks)}`]),
  );
  return sectionsOf(own).flatMap(({ id, heading, blocks }) => {
    const place = placeOf(topic, id);
    if (place === null) return [];
    const isStart = id === '';
    const keywords = isStart ? `${own.keywords} ${own.summary}` : '';
    const otherText = `${isStart ? `${other.title} ${other.keywords}` : ''} ${others.get(id) ?? ''}`;
    const text = wordsOf(blocks);
    return [{ id: place, topic, title: own.title, heading, keywords, text, other: otherText }];
  });
}

const foundIn = ({ id, title, heading, text }: Entry, terms: ReadonlySet<string>): Found => ({
  place: id,
  title: pieces(title, terms),
  heading: heading === '' ? [] : pieces(heading, terms),
  snippet: snippet(text, terms),
});

const snippetLength = 180;
const before = 50;

/** The first place in the text where a found word stands, with what is around it; else its beginning. */
export function snippet(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  const first = wordsIn(text).find(({ word }) => terms.has(folded(word)))?.at ?? 0;
  const from = first <= before ? 0 : text.indexOf(' ', first - before) + 1;
  const end =
    text.length <= from + snippetLength ? text.length : text.lastIndexOf(' ', from + snippetLength);
  const cut = text.slice(from, end);
  return pieces(`${from > 0 ? '… ' : ''}${cut}${end < text.length ? ' …' : ''}`, terms);
}

/** The text with the found words apart. */
export function pieces(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  const all: Piece[] = [];
  let done = 0;
  for (const { word, at } of wordsIn(text)) {
    if (!terms.has(folded(word))) continue;
    if (at > done) all.push({ text: text.slice(done, at), isFound: false });
    all.push({ text: word, isFound: true });
    done = at + word.length;
  }
  if (done < text.length) all.push({ text: text.slice(done), isFound: false });
  return all;
}
