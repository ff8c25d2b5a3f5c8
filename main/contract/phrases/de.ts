import { checksPhrases } from './de/checks.ts';
import { desktopPhrases } from './de/desktop.ts';
import { journalPhrases } from './de/journal.ts';
import { networkPhrases } from './de/network.ts';
import { peoplePhrases } from './de/people.ts';
import { providerFaultsPhrases } from './de/provider-faults.ts';
import { providerNotesPhrases } from './de/provider-notes.ts';
import { providerTestPhrases } from './de/provider-test.ts';
import { refusalsPhrases } from './de/refusals.ts';
import { servicesPhrases } from './de/services.ts';
import { settingsPhrases } from './de/settings.ts';
import type { Phrases } from './say.ts';

const areas: readonly Phrases[] = [
  providerFaultsPhrases,
  providerTestPhrases,
  providerNotesPhrases,
  peoplePhrases,
  networkPhrases,
  settingsPhrases,
  checksPhrases,
  desktopPhrases,
  refusalsPhrases,
  journalPhrases,
  servicesPhrases,
];

/** Sentences of the relay, German: one file an area. A window has no commands: those are left out. */
export const phrases: Phrases = {
  whole: Object.assign({}, ...areas.map(({ whole }) => whole)) as Phrases['whole'],
  patterns: [
    ...areas.flatMap(({ patterns }) => patterns),
    [/^See (?:the \w+ with |the value in force with |all with )?"mailroom [^"]+"\.$/, ''],
    [
      /^See "mailroom queue list", or "mailroom history" if it has left already\.$/,
      'Vielleicht ist sie schon fort.',
    ],
    [/^Write a value like the one shown by "mailroom settings get \S+"\.$/, ''],
  ],
};
