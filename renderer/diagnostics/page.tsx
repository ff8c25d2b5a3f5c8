/** Diagnostics: all checks, a report for support, and the journal. */
import type { ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Page } from '../ui/surface.tsx';
import { useLeft } from '../ui/use-left.ts';
import { useWords } from '../words/words-context.tsx';
import { Checks } from './checks.tsx';
import { JournalView } from './journal-view.tsx';
import { notLooked } from './looked.ts';
import { ReportCard } from './report-card.tsx';
import './page.css';

export function DiagnosticsPage(): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  // Who opens the page that mends the first of them comes back for the second.
  const [looked, setLooked] = useLeft('checks', notLooked);
  const w = words.diagnostics;
  return (
    <Page
      title={words.shell.pages.diagnostics}
      lead={w.lead}
      helpTopic="diagnostics"
      actions={
        <Button isBusy={isBusy} onClick={() => void ask('desktop:show-data-folder', {})}>
          {w.showFolder}
        </Button>
      }
    >
      <ErrorNotice error={error} />
      <Checks looked={looked} onLooked={setLooked} />
      <JournalView />
      <ReportCard {...looked} />
    </Page>
  );
}
