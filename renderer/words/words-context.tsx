/** The language in force, with its words and formats. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { DesktopInfo, Language, Preferences } from '../../main/contract/desktop.ts';
import { formatFor, type Format } from './format.ts';
import { languages, pickLanguage, type Words } from './words.ts';

export interface Speech {
  readonly language: Language;
  readonly words: Words;
  /** English beside the own language, for labels of other programs. */
  readonly english: Words;
  readonly format: Format;
}

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
  const language = pickLanguage(preferences.language, info.languages);
  const speech = useMemo(
    () => ({
      language,
      words: languages[language],
      english: languages.en,
      format: formatFor(language, info.locale),
    }),
    [language, info.locale],
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
