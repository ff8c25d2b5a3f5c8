/** The texts of all topics, as the build packs them: read with the help page, not with the window. */
import type { Language } from '../../main/contract/languages.ts';
import type { Fill } from './fill.ts';
import { parseTopic } from './parse-topic.ts';
import type { Texts } from './search.ts';
import { topics, type Topic } from './topics.ts';

const sources = import.meta.glob<string>('./*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every topic in one language. */
export function textsIn(language: Language, fill: Fill): Texts {
  const texts = topics.map((topic): [Topic, Texts[Topic]] => {
    const source = sources[`./${language}/${topic}.md`];
    if (source === undefined)
      throw new Error(`The help topic ${topic} has no text in ${language}.`);
    return [topic, parseTopic(source, fill)];
  });
  return Object.fromEntries(texts) as Texts;
}
