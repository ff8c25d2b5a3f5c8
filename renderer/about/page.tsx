/** About: version, place of the data, help, and the licences of what is inside. */
import type { ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useStatus } from '../link/office-facts.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card, Facts, Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { Inside } from './inside.tsx';
import './page.css';

export function AboutPage(): ReactNode {
  const { words } = useWords();
  const w = words.about;
  return (
    <Page title={words.shell.pages.about} lead={w.lead}>
      <ThisProgram />
      <Card title={w.helpTitle}>
        <p className="soft">{w.helpLead}</p>
        <div className="buttons">
          <ButtonLink look="primary" icon="help" place="help">
            {w.openHelp}
          </ButtonLink>
          <ButtonLink icon="diagnostics" place="diagnostics">
            {w.diagnostics}
          </ButtonLink>
        </div>
      </Card>
      <Inside />
    </Page>
  );
}

function ThisProgram(): ReactNode {
  const { words, format } = useWords();
  const { info } = useDesktop();
  const { ask, isBusy, error } = useAsk();
  const status = useStatus().value;
  const w = words.about;
  return (
    <Card title={w.title}>
      <Facts
        facts={[
          [w.version, <Copyable key="v" text={`Mailroom ${info.version}`} what={w.version} />],
          [w.runtime, w.on(info.runtime, w.systems[info.platform])],
          ...(status ? [[w.since, format.dateTime(status.startedAt)] as const] : []),
          [w.dataFolder, <Copyable key="d" text={info.dataFolder} what={w.dataFolder} />],
          [w.licence, w.licenceText],
        ]}
      />
      <div className="buttons">
        <Button isBusy={isBusy} onClick={() => void ask('desktop:show-data-folder', {})}>
          {w.showFolder}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </Card>
  );
}
