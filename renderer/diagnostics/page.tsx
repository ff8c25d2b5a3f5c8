/** Diagnostics: all checks, a report for support, and the journal. */
import { useState, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { Checks } from './checks.tsx';
import { JournalView } from './journal-view.tsx';
import { ReportCard, type Looked } from './report-card.tsx';
import './page.css';

export function DiagnosticsPage(): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const [looked, setLooked] = useState<Looked>({ checks: null, isWhole: false });
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
      <Checks
        checks={looked.checks}
        onChecks={(checks, isWhole) => setLooked({ checks, isWhole })}
      />
      <JournalView />
      <ReportCard {...looked} />
    </Page>
  );
}
