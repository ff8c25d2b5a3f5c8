/** What other programs write on their screens: facts about them, in English and, where it is known, German. */
export interface Label {
  readonly en: string;
  /** As the German version writes it; absent where it is not known. */
  readonly de?: string;
  /** `en`: versions differ, or it was not checked; `de`: that is so of the German words alone. */
  readonly unsure?: 'en' | 'de';
}

export type LabelLanguage = 'en' | 'de';

/** Known from the program itself; one text where both languages write the same. */
export const label = (en: string, de?: string): Label => (de === undefined ? { en } : { en, de });

/** The English words are known, the German ones may be others. */
export const germanMaybe = (en: string, de: string): Label => ({ en, de, unsure: 'de' });

/** May be called otherwise: versions differ, or nobody checked. */
export const maybe = (en: string, de?: string): Label => ({
  ...label(en, de),
  unsure: 'en',
});

/** The same in every language: a name, a number, `OK`. */
export const same = (text: string): Label => ({ en: text, de: text });

export const textOf = ({ en, de }: Label, language: LabelLanguage): string =>
  language === 'de' ? (de ?? en) : en;

/** Whether a page in this language must say that the program may call it otherwise. */
export const isUnsure = ({ unsure }: Label, language: LabelLanguage): boolean =>
  unsure === 'en' || (unsure === 'de' && language === 'de');
