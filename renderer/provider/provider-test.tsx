/** The provider test as a list that fills while it runs; what failed names cause and one action. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ProviderSettings } from '../../main/contract/settings.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { useJob, type Job } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { StepList, type Step } from '../ui/step-list.tsx';
import { useWords } from '../words/words-context.tsx';
import { fieldLabel } from './field-label.ts';
import { ShownCertificate } from './shown-certificate.tsx';

interface Tested {
  /** Saved or not; what is missing is taken from the settings. */
  readonly provider: Partial<ProviderSettings>;
  /** Undefined: the stored one. */
  readonly password: string | undefined;
  /** Null: no test mail is sent. */
  readonly mailTo: string | null;
}

export interface ProviderTestProps extends Tested {
  /** Offers to trust the certificate that the server showed, and no other. */
  readonly onPin?: (fingerprint: string) => void;
}

type Outcome = 'passed' | 'failed' | 'stopped';

const ids = ['name', 'connect', 'tls', 'auth', 'mail'] as const;

export function ProviderTest({ onPin, ...tested }: ProviderTestProps): ReactNode {
  const { words, say } = useWords();
  const { job, checks, isOld, run } = useTest(tested);
  const w = words.provider;
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
        <>
          <StepList
            steps={stepsOf(checks, job.isBusy, w.testSteps, say)}
            words={words.states.steps}
          />
          {job.isBusy ? null : <OutcomeNotice outcome={outcomeOf(checks)} isOld={isOld} />}
          <ShownCertificate
            check={checks.find(({ id }) => id === 'tls')}
            fingerprint={tested.provider.fingerprint ?? ''}
            onPin={onPin}
          />
        </>
      )}
      <ErrorNotice error={job.error} about={fieldLabel(job.error, words)} />
    </div>
  );
}

interface Test {
  readonly job: Job;
  /** The steps that ended; null before the first test. */
  readonly checks: readonly CheckView[] | null;
  /** Whether something else stands in the fields now than what was tested. */
  readonly isOld: boolean;
  readonly run: () => Promise<void>;
}

function useTest({ provider, password, mailTo }: Tested): Test {
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
  return { job, checks, isOld: tested !== wish, run };
}

/** What failed says so itself, unless something was changed since. */
function OutcomeNotice({
  outcome,
  isOld,
}: {
  readonly outcome: Outcome;
  readonly isOld: boolean;
}): ReactNode {
  const w = useWords().words.provider;
  if (outcome === 'stopped') return <Notice tone="info" title={w.testStopped} />;
  if (isOld) return <Notice tone="info" title={w.testOld} />;
  return outcome === 'passed' ? <Notice tone="good" title={w.testPassed} /> : null;
}

function outcomeOf(checks: readonly CheckView[]): Outcome {
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
