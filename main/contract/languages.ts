/** Languages that a person may be spoken to in. */
export const languages = ['en', 'de'] as const;
/** One of `languages`. */
export type Language = (typeof languages)[number];
/** `system` is that of this computer. */
export type LanguageChoice = Language | 'system';

/** The language chosen, or the first of the system's that is known here; `tags` as in `de-DE`. English otherwise. */
export function languageOf(choice: LanguageChoice, tags: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const bases = tags.map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '');
  const isKnown = (base: string): base is Language => languages.some((one) => one === base);
  return bases.find(isKnown) ?? 'en';
}
