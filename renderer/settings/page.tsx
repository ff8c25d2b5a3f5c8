/** Settings: this computer first, then what the office keeps and how long. */
import { useMemo, useState, type ReactNode } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { defaultSettings } from '../../main/contract/settings.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { go } from '../shell/route.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card, Page } from '../ui/surface.tsx';
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
  const { prefer } = useDesktop();
  const [error, setError] = useState<AppError | null>(null);
  const w = words.settings.setup;
  const begin = async (): Promise<void> => {
    // With nothing kept of it, it begins with what is in force.
    const saved = await prefer({ wizard: null });
    setError(saved.ok ? null : saved.error);
    if (saved.ok) go('setup');
  };
  return (
    <Card title={w.title}>
      <div className="row">
        <p className="soft grow">{w.lead}</p>
        <Button onClick={() => void begin()}>{w.again}</Button>
      </div>
      <ErrorNotice error={error} />
    </Card>
  );
}
