/** The texts in the person's language and in the other one, filled with what is in force here. */
import { useMemo } from 'react';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { useLive } from '../link/use-live.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { useWords } from '../words/words-context.tsx';
import { languages } from '../words/languages.ts';
import { fillWith } from './fill.ts';
import type { Texts } from './search.ts';
import { textsIn } from './texts.ts';

export interface HelpTexts {
  readonly own: Texts;
  readonly other: Texts;
}

/** What a program on this PC itself can always type. */
const loopback = '127.0.0.1';

export function useHelpTexts(): HelpTexts {
  const { language, format } = useWords();
  const { info } = useDesktop();
  const answer = useLive('settings:get', { path: '' }, ['settings', 'relay']).value;
  const addresses = useLive('status:get', {}, ['relay']).value?.addresses;
  const server = addresses?.[0] ?? loopback;
  // The same settings asked again are a new object; the texts are read anew only where something differs.
  const key = JSON.stringify(answer ?? defaultSettings);
  return useMemo(() => {
    const settings = JSON.parse(key) as Settings;
    const known = { settings, format, here: { server, dataFolder: info.dataFolder } };
    const inLanguage = (one: typeof language): Texts =>
      textsIn(one, fillWith({ ...known, words: languages[one] }));
    return { own: inLanguage(language), other: inLanguage(language === 'en' ? 'de' : 'en') };
  }, [key, language, format, server, info.dataFolder]);
}
