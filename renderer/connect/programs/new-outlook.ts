/** The new Outlook for Windows: why it does not fit, how to tell it apart, and the way back. */
import { newOutlook as l } from '../labels/new-outlook.ts';
import { modern, type Edition, type Program } from '../model/program.ts';
import { button, group, press, say, shown, switchOff } from '../model/widgets.ts';

const only: Edition = {
  ...{ id: 'new-outlook', ways: ['auth'], abilities: () => modern, notes: ['newOutlookWhy'] },
  screens: () => [
    {
      ...{ id: 'tell', frame: 'windows-11', title: l.startSearch },
      widgets: [
        shown(l.type, 'outlook'),
        group(l.apps, [
          press(l.classic, { role: 'way', note: 'newOutlookClassic' }),
          button(l.plain),
        ]),
      ],
    },
    {
      ...{ id: 'back', frame: 'windows-11', title: l.plain },
      widgets: [switchOff(l.toggle, { note: 'newOutlookToggle' })],
    },
    { ...{ id: 'instead', frame: null, title: l.classic }, widgets: [say('newOutlookInstead')] },
  ],
};

export const newOutlookProgram: Program = {
  ...{ id: 'new-outlook', group: 'windows', topic: 'new-outlook' },
  editions: [only],
  signs: ['new-outlook-unreachable'],
  canBePlain: false,
  isUnfit: true,
};
