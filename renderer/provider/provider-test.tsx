/** The provider test as a list that fills while it runs; what failed names cause and one action. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ProviderSettings } from '../../main/contract/settings.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { useJob } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { StepList, type Step } from '../ui/step-list.tsx';
import { useWords } from '../words/words-context.tsx';
import { fieldLabel } from './field-label.ts';
import { ShownCertificate } from './shown-certificate.tsx';

export interface ProviderTestProps {
  /** Saved or not; what is missing is taken from the settings. */
  readonly provider: Partial<ProviderSettings>;
  /** Undefined: the stored one. */
  readonly password: string | undefined;
  /** Null: no test mail is sent. */
  readonly mailTo: string | null;
  /** Offers to trust the certificate that the server showed, and no other. */
  readonly onPin?: (fingerprint: string) => void;
}

const ids = ['name', 'connect', 'tls', 'auth', 'mail'] as const;

export function ProviderTest({ provider, password, mailTo, onPin }: ProviderTestProps): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const job = useJob();
  const [checks, setChecks] = useState<readonly CheckView[] | null>(null);
  const wish = JSON.stringify([provider, password, mailTo]);
  const [tested, setTested] = useState(wish);
  const latest = useRef(wish);
  useEffect(() => {
    latest.current = wish;
  });
  const isOld = tested !== wish;
  const outcome = job.isBusy ? null : outcomeOf(checks);
  const w = words.provider;

  const run = async (): Promise<void> => {
    setChecks([]);
    setTested(wish);
    const args = { provider, password, ...(mailTo === null ? {} : { mailTo }) };
    const result = await job.begin('provider:test', args, ({ name, value }) => {
      if (name === 'check') setChecks((before) => [...(before ?? []), value as CheckView]);
    });
    setChecks(result.ok ? result.value : null);
    if (!result.ok) return;
    const failed = result.value.find(({ state }) => state === 'failed');
    const isStopped = outcomeOf(result.value) === 'stopped';
    const passed = latest.current === wish ? w.testPassed : w.testOld;
    announce(failed ? say(failed.detail) : isStopped ? w.testStopped : passed);
  };

  return (
    <div className="stack">
      <div className="buttons">
        <Button isBusy={job.isBusy} onClick={() => void run()}>
          {checks === null ? w.test : w.testAgain}
        </Button>
        {job.isBusy ? (
          <Button onClick={job.cancel}>{job.isStopping ? w.stopping : w.stop}</Button>
        ) : null}
      </div>
      {checks === null ? null : (
        <StepList
          steps={stepsOf(checks, job.isBusy, w.testSteps, say)}
          words={words.states.steps}
        />
      )}
      {outcome === 'passed' && !isOld ? <Notice tone="good" title={w.testPassed} /> : null}
      {outcome === 'passed' && isOld ? <Notice tone="info" title={w.testOld} /> : null}
      {outcome === 'stopped' ? <Notice tone="info" title={w.testStopped} /> : null}
      {checks === null ? null : (
        <ShownCertificate
          check={checks.find(({ id }) => id === 'tls')}
          fingerprint={provider.fingerprint ?? ''}
          onPin={onPin}
        />
      )}
      <ErrorNotice error={job.error} about={fieldLabel(job.error, words)} />
    </div>
  );
}

function outcomeOf(checks: readonly CheckView[] | null): 'passed' | 'failed' | 'stopped' | null {
  if (checks === null) return null;
  if (checks.some(({ state }) => state === 'failed')) return 'failed';
  return checks.some(({ detail }) => detail === 'stopped') ? 'stopped' : 'passed';
}

/** All steps from the beginning: what ended, what is under way, what is to come. */
function stepsOf(
  checks: readonly CheckView[],
  isBusy: boolean,
  titles: Readonly<Record<string, string>>,
  say: (text: string) => string,
): readonly Step[] {
  return ids.map((id, index) => {
    const title = titles[id] ?? id;
    const check = checks.find((one) => one.id === id);
    if (!check)
      return { id, title, state: isBusy && index === checks.length ? 'running' : 'waiting' };
    const remedy = check.remedy === undefined ? undefined : say(check.remedy);
    const { state, raw } = check;
    return { id, title, state, raw, detail: say(check.detail), remedy };
  });
}
