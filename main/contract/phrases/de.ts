import { journalPhrases } from './de-journal.ts';
import { officePhrases } from './de-office.ts';
import { providerPhrases } from './de-provider.ts';
import type { Phrases } from './say.ts';

/** Sentences of the relay, German: one file an area. */
export const phrases: Phrases = {
  whole: { ...providerPhrases.whole, ...officePhrases.whole, ...journalPhrases.whole },
  patterns: [
    ...providerPhrases.patterns,
    ...officePhrases.patterns,
    ...journalPhrases.patterns,
    [/^See (?:the \w+ with |the value in force with |all with )?"mailroom [^"]+"\.$/, ''],
    [/^See "mailroom queue list"; it may have left already\.$/, 'Vielleicht ist sie schon fort.'],
    [/^Write a value like the one shown by "mailroom settings get"\.$/, ''],
  ],
};
