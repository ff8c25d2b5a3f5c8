/** The help's Markdown, as it lies in the repository, and as the page reads it. */
import fs from 'node:fs';
import path from 'node:path';
import type { Language } from '../../main/contract/languages.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { fillWith, type Fill } from '../../renderer/help/fill.ts';
import type { HelpText } from '../../renderer/help/help-text.ts';
import { parseTopic } from '../../renderer/help/parse-topic.ts';
import type { Texts } from '../../renderer/help/search.ts';
import { topics, type Topic } from '../../renderer/help/topics.ts';
import { formatFor } from '../../renderer/words/format.ts';
import { languages } from '../../renderer/words/languages.ts';

export const helpFolder = path.resolve(import.meta.dirname, '../../renderer/help');
export const helpLanguages = Object.keys(languages) as readonly Language[];

export const sourceOf = (language: Language, topic: Topic): string =>
  fs.readFileSync(path.join(helpFolder, language, `${topic}.md`), 'utf8');

export const fillFor = (language: Language, settings: Settings = defaultSettings): Fill =>
  fillWith({
    settings,
    words: languages[language],
    format: formatFor(language, language),
    here: { server: '192.168.1.5', dataFolder: '/data/Mailroom' },
  });

export const textOf = (language: Language, topic: Topic): HelpText =>
  parseTopic(sourceOf(language, topic), fillFor(language));

export const textsOf = (language: Language): Texts =>
  Object.fromEntries(topics.map((topic) => [topic, textOf(language, topic)])) as Texts;

/** Ids of the headings of a topic, with their depth, in their order. */
export const headingsOf = ({ blocks }: HelpText): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'heading' ? [`${'#'.repeat(block.depth)} ${block.id}`] : [],
  );
