import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Lexer, type Token, type Tokens } from 'marked';
import { allowedLink } from '../../../main/desktop/links.ts';
import type { Language } from '../../../main/contract/languages.ts';
import { sectionsOf, wordsOf, type Block } from '../../../renderer/help/help-text.ts';
import { linkTarget } from '../../../renderer/help/link-target.ts';
import { related } from '../../../renderer/help/related.ts';
import { partsOf, topics, type HelpPlace, type Topic } from '../../../renderer/help/topics.ts';
import {
  headingsOf,
  helpFolder,
  helpLanguages,
  sourceOf,
  textOf,
} from '../../helpers/help-texts.ts';

const each = (check: (language: Language, topic: Topic) => void): void => {
  for (const language of helpLanguages) for (const topic of topics) check(language, topic);
};

test('every topic has its text in every language, and no text is without its topic', () => {
  for (const language of helpLanguages) {
    const files = fs.readdirSync(path.join(helpFolder, language)).sort();
    assert.deepEqual(files, topics.map((topic) => `${topic}.md`).sort(), language);
  }
});

test('both languages have the same headings in the same order, each id once', () => {
  for (const topic of topics) {
    const english = headingsOf(textOf('en', topic));
    assert.equal(new Set(english).size, english.length, topic);
    for (const language of helpLanguages)
      assert.deepEqual(headingsOf(textOf(language, topic)), english, `${language}/${topic}`);
  }
});

test('both languages have the same blocks under each heading, tables with the same rows', () => {
  const shapeOf = (block: Block): string => {
    if (block.kind === 'table') return `table ${block.rows.length}x${block.head.length}`;
    return block.kind === 'list' ? `list ${block.items.length}` : block.kind;
  };
  // What is alphabetical is sorted by its own language, and a language may add a sentence.
  const free: readonly Topic[] = ['glossary', 'messages'];
  for (const topic of topics.filter((one) => !free.includes(one)))
    assert.deepEqual(
      textOf('de', topic).blocks.map(shapeOf),
      textOf('en', topic).blocks.map(shapeOf),
      topic,
    );
});

test('a topic says in two sentences what it is, and what to do in numbered steps', () => {
  const explains: readonly Topic[] = ['glossary', 'privacy', 'messages'];
  each((language, topic) => {
    const { blocks, summary } = textOf(language, topic);
    assert.equal(blocks[0]?.kind, 'paragraph', `${language}/${topic}`);
    assert.ok(summary.length > 20 && summary.length < 140, `${language}/${topic}: ${summary}`);
    const hasSteps = blocks.some((block) => block.kind === 'list' && block.isOrdered);
    assert.equal(hasSteps || explains.includes(topic), true, `${language}/${topic} has no steps`);
  });
});

test('nothing is left to be filled in', () => {
  each((language, topic) => {
    const text = textOf(language, topic);
    const all = `${text.title} ${text.summary} ${wordsOf(text.blocks)}`;
    assert.doesNotMatch(all, /\{\{|\}\}|undefined|NaN/, `${language}/${topic}`);
  });
});

test('every link of the texts leads somewhere', () => {
  each((language, topic) => {
    for (const href of hrefsIn(sourceOf(language, topic)))
      assert.equal(faultOf(href, language), null, `${language}/${topic}: ${href}`);
  });
});

test('no text has raw HTML or pictures in it', () => {
  each((language, topic) => {
    const odd = tokensIn(sourceOf(language, topic)).filter(({ type }) =>
      ['html', 'image'].includes(type),
    );
    assert.deepEqual(odd, [], `${language}/${topic}`);
  });
});

test('what to read next is another topic', () => {
  for (const topic of topics) {
    assert.ok(related[topic].length > 0, topic);
    assert.ok(!related[topic].includes(topic), topic);
  }
});

test('words of a section are found under its heading', () => {
  const sections = sectionsOf(textOf('en', 'pop-before-smtp'));
  const joe = sections.find(({ id }) => id === 'joe');
  assert.match(wordsOf(joe?.blocks ?? []), /joe works at myclient\.com/);
  assert.equal(sections[0]?.id, '');
});

function faultOf(href: string, language: Language): string | null {
  // An e-mail address that stands there as an example.
  if (href.startsWith('mailto:')) return null;
  const target = linkTarget(href);
  if (target === null) return 'is no link';
  if (target.kind === 'web') return allowedLink(target.url) === null ? 'is not allowed' : null;
  return target.kind === 'topic' && !hasPlace(target.place, language) ? 'has no heading' : null;
}

function hasPlace(place: HelpPlace, language: Language): boolean {
  const { topic, heading } = partsOf(place);
  const known = headingsOf(textOf(language, topic)).map((line) => line.replace(/^#+ /, ''));
  return heading === '' || known.includes(heading);
}

/** All tokens of a text, also those inside lists, tables and links. */
function tokensIn(source: string): readonly Token[] {
  const found: Token[] = [];
  const walk = (token: Token): void => {
    found.push(token);
    const {
      tokens = [],
      items = [],
      header = [],
      rows = [],
    } = token as Partial<Tokens.Table> & {
      tokens?: Token[];
      items?: Token[];
    };
    const cells = [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
    [...tokens, ...items, ...cells].forEach(walk);
  };
  new Lexer({ gfm: true }).lex(source).forEach(walk);
  return found;
}

const hrefsIn = (source: string): readonly string[] =>
  tokensIn(source)
    .filter(({ type }) => type === 'link')
    .map((token) => (token as Tokens.Link).href);
