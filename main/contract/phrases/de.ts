import type { Phrases } from './say.ts';

/** Sentences of the relay, German. */
export const phrases: Phrases = {
  whole: {},
  patterns: [[/^See "mailroom [^"]+"\.$/, '']],
};
