/** Settings: this computer first, then what the office keeps and how long. */
import { useMemo, type ReactNode } from 'react';
import { defaultSettings } from '../../main/contract/settings.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { go } from '../shell/route.ts';
import { Button } from '../ui/button.tsx';
import { Card, Page } from '../ui/surface.tsx';
import { beginAgain } from '../wizards/first-start/draft.ts';
import { useWords } from '../words/words-context.tsx';
import { BackupCard } from './backup-card.tsx';
import { Looks, Notices, ThisComputer } from './desktop-cards.tsx';
import { NumberForm } from './number-form.tsx';
import { Office } from './office.tsx';
import { Quit } from './quit.tsx';
import { RetryTimes } from './retry-times.tsx';
import { WindowLength } from './window-length.tsx';

export function SettingsPage(): ReactNode {
  const { words } = useWords();
  const w = words.settings;
  return (
    <Page title={words.shell.pages.settings} lead={w.lead} helpTopic="settings">
      <ThisComputer />
      <Looks />
      <Notices />
      <WindowLength />
      <Office />
      <QueueTimes />
      <JournalTime />
      <BackupCard />
      <SetupAgain />
      <Quit />
    </Page>
  );
}

function QueueTimes(): ReactNode {
  const { words } = useWords();
  const w = words.settings.queue;
  const fields = useMemo(
    () =>
      [
        { key: 'delayNoticeHours', label: w.delayNoticeHours, unit: w.hours },
        { key: 'giveUpHours', label: w.giveUpHours, unit: w.hours },
      ] as const,
    [w],
  );
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <NumberForm
        section="queue"
        fields={fields}
        defaults={{ label: w.defaults, values: defaultSettings.queue }}
      />
      <RetryTimes />
    </Card>
  );
}

function JournalTime(): ReactNode {
  const { words } = useWords();
  const w = words.settings.journal;
  const fields = useMemo(() => [{ key: 'keepDays', label: w.keep, unit: w.unit }] as const, [w]);
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <NumberForm section="journal" fields={fields} />
    </Card>
  );
}

function SetupAgain(): ReactNode {
  const { words } = useWords();
  const { prefer, preferences } = useDesktop();
  const w = words.settings.setup;
  const begin = async (): Promise<void> => {
    await prefer({ wizard: beginAgain(preferences.startAtSignIn) });
    go('setup');
  };
  return (
    <Card title={w.title}>
      <div className="row">
        <p className="soft grow">{w.lead}</p>
        <Button onClick={() => void begin()}>{w.again}</Button>
      </div>
    </Card>
  );
}
