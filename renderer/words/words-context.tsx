/** The language in force, with its words and formats. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { DesktopInfo, Preferences } from '../../main/contract/desktop.ts';
import { languageOf, type Language } from '../../main/contract/languages.ts';
import { formatFor, type Format } from './format.ts';
import { sayWith, type Say } from '../../main/contract/phrases/say.ts';
import { languages, phrases } from './languages.ts';
import { useNow } from '../ui/use-now.ts';
import type { Words } from './words.ts';

export interface Speech {
  readonly language: Language;
  readonly words: Words;
  /** English beside the own language, for labels of other programs. */
  readonly english: Words;
  readonly format: Format;
  /** A sentence of the relay in this language. */
  readonly say: Say;
}

/** A time stands without its date for so long after midnight at most. */
const dayEveryMs = 60_000;

const Context = createContext<Speech | null>(null);

export function WordsProvider({
  info,
  preferences,
  children,
}: {
  readonly info: DesktopInfo;
  readonly preferences: Preferences;
  readonly children: ReactNode;
}): ReactNode {
  const language = languageOf(preferences.language, info.languages);
  const day = new Date(useNow(dayEveryMs)).toDateString();
  const speech = useMemo(
    () => ({
      language,
      words: languages[language],
      english: languages.en,
      format: formatFor(language, info.locale),
      say: sayWith(phrases[language]),
    }),
    // At midnight all is drawn anew: what happened "at 17:05" was not today any more.
    [language, info.locale, day],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <Context value={speech}>{children}</Context>;
}

export function useWords(): Speech {
  const speech = useContext(Context);
  if (!speech) throw new Error('useWords outside WordsProvider');
  return speech;
}
