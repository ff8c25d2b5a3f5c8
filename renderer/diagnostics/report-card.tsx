/** Copies or saves the report; says before what is in it. */
import { useState, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Looked } from './looked.ts';
import { reportText } from './report.ts';

/** What a person bears to read. */
const mostWarnings = 50;

export function ReportCard(looked: Looked): ReactNode {
  const { words } = useWords();
  const { copy, save, isCopied, isBusy, error } = useReport(looked);
  const { checks } = looked;
  const w = words.diagnostics.report;
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      {checks === null ? <p>{w.needsChecks}</p> : null}
      <div className="buttons">
        <Button icon="copy" isBusy={isBusy} onClick={() => void copy()}>
          {w.copy}
        </Button>
        <Button isBusy={isBusy} onClick={() => void save()}>
          {w.save}
        </Button>
      </div>
      {isCopied ? <Notice tone="good" title={w.copied} /> : null}
      <ErrorNotice error={error} />
    </Card>
  );
}

/** Makes the report of what is true when somebody asks for it. */
function useReport({ checks, isWhole }: Looked) {
  const { words, say } = useWords();
  const { info } = useDesktop();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [isCopied, setCopied] = useState(false);
  const w = words.diagnostics.report;
  const make = async (): Promise<string | null> => {
    const status = await ask('status:get', {});
    if (!status.ok) return null;
    const warnings = await ask('journal:read', { limit: mostWarnings, level: 'warning' });
    if (!warnings.ok) return null;
    const facts = { now: new Date(), info, status: status.value, checks: checks ?? [], isWhole };
    return reportText({ ...facts, warnings: warnings.value }, words, say);
  };
  const copy = async (): Promise<void> => {
    setCopied(false);
    const text = await make();
    if (text === null || !(await ask('desktop:copy', { text })).ok) return;
    setCopied(true);
    announce(w.copied);
  };
  const save = async (): Promise<void> => {
    const text = await make();
    if (text === null) return;
    const saved = await ask('desktop:save-text', { suggestedName: w.name, text });
    if (saved.ok && saved.value) announce(words.common.savedAs(saved.value.savedAs));
  };
  return { copy, save, isCopied, isBusy, error };
}
