/** All checks of the doctor, each shown when it ends, with its remedy, its help, and the page that mends it. */
import type { ReactNode } from 'react';
import type { CheckView } from '../../main/contract/status.ts';
import { topicOfError } from '../help/error-topics.ts';
import { useJob } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { StepList, type Step } from '../ui/step-list.tsx';
import { Card, HelpLink } from '../ui/surface.tsx';
import type { Format } from '../words/format.ts';
import { useWords } from '../words/words-context.tsx';
import { placeOfCheck, troublesIn } from './check-places.ts';
import { notLooked, type Looked } from './looked.ts';

interface ChecksProps {
  readonly looked: Looked;
  readonly onLooked: (looked: Looked) => void;
}

export function Checks({ looked, onLooked }: ChecksProps): ReactNode {
  const { words } = useWords();
  const { run, job } = useRound(onLooked);
  const { checks } = looked;
  const w = words.diagnostics.checks;
  return (
    <Card
      title={w.title}
      actions={
        <>
          {job.isBusy ? (
            <Button onClick={job.cancel}>{job.isStopping ? w.stopping : w.stop}</Button>
          ) : null}
          <Button look="primary" isBusy={job.isBusy} onClick={() => void run()}>
            {checks === null ? w.run : w.runAgain}
          </Button>
        </>
      }
    >
      <p className="soft">{w.lead}</p>
      {checks === null ? null : <CheckList checks={checks} isBusy={job.isBusy} />}
      {job.isBusy || job.error !== null ? null : <Outcome {...looked} />}
      <ErrorNotice error={job.error} />
    </Card>
  );
}

/** Visits all that is checked, and tells each check as it ends. */
function useRound(onLooked: ChecksProps['onLooked']) {
  const { words } = useWords();
  const announce = useAnnounce();
  const job = useJob();
  const w = words.diagnostics.checks;
  const run = async (): Promise<void> => {
    const soFar: CheckView[] = [];
    const tell = (checks: readonly CheckView[], isWhole = false): void =>
      onLooked({ checks, isWhole, at: Date.now() });
    tell(soFar);
    const result = await job.begin('doctor:run', {}, ({ name, value }) => {
      if (name !== 'check') return;
      soFar.push(value as CheckView);
      tell([...soFar]);
    });
    if (!result.ok && soFar.length === 0) onLooked(notLooked);
    if (!result.ok) return;
    tell(result.value, !job.wasCancelled());
    announce(job.wasCancelled() ? w.stopped : outcomeOf(result.value, w));
  };
  return { run, job };
}

const outcomeOf = (
  checks: readonly CheckView[],
  w: { allGood: (count: number) => string; troubles: (count: number) => string },
): string => {
  const count = troublesIn(checks);
  const looked = checks.filter(({ state }) => state !== 'skipped').length;
  return count === 0 ? w.allGood(looked) : w.troubles(count);
};

/** With its time: it may stand there from before. */
function Outcome({ checks, isWhole, at }: Looked): ReactNode {
  const { words, format } = useWords();
  const w = words.diagnostics.checks;
  if (checks === null) return null;
  const tone = !isWhole ? 'info' : troublesIn(checks) > 0 ? 'attention' : 'good';
  return (
    <Notice tone={tone} title={isWhole ? outcomeOf(checks, w) : w.stopped}>
      <p className="soft">{w.lookedAt(format.time(at))}</p>
    </Notice>
  );
}

function CheckList({
  checks,
  isBusy,
}: {
  readonly checks: readonly CheckView[];
  readonly isBusy: boolean;
}): ReactNode {
  const { words, say, format } = useWords();
  const titles: Readonly<Record<string, string>> = words.diagnostics.checks.titles;
  const steps = checks.map((check): Step => ({
    id: check.id,
    title: titles[check.id] ?? say(check.title),
    state: check.state,
    detail: check.id === 'clock' ? clockWords(check.detail, format) : say(check.detail),
    raw: check.raw,
    remedy: <Remedy check={check} title={titles[check.id] ?? say(check.title)} />,
  }));
  const running: Step = {
    ...{ id: 'running', title: words.diagnostics.checks.running, state: 'running' },
  };
  return (
    <div className="check-list">
      <StepList steps={isBusy ? [...steps, running] : steps} words={words.states.steps} isSilent />
    </div>
  );
}

/** The relay tells it as programs read it. */
function clockWords(iso: string, format: Format): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : format.dateTime(at);
}

/** Nothing where all is well. */
function Remedy({
  check,
  title,
}: {
  readonly check: CheckView;
  readonly title: string;
}): ReactNode {
  const { words, say } = useWords();
  const w = words.diagnostics.checks;
  if (check.state !== 'failed' && check.state !== 'warning') return null;
  const place = placeOfCheck(check.id);
  return (
    <>
      {check.remedy === undefined ? null : <div>{say(check.remedy)}</div>}
      <div className="buttons">
        {place === null ? null : (
          <ButtonLink isSmall place={place} label={w.openAbout(title)}>
            {w.open}
          </ButtonLink>
        )}
        <HelpLink topic={topicOfError(check.id)} about={title} />
      </div>
    </>
  );
}
