/** What needs a person: cause, remedy, the way there, help, and the other side's own words folded away. */
import type { ReactNode } from 'react';
import type { ProblemView } from '../../main/contract/status.ts';
import { topicOfError } from '../help/error-topics.ts';
import { isPage } from '../shell/page-names.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice, RawReply } from '../ui/notice.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { ResumeButton } from './resume-button.tsx';

export function Problems({ problems }: { readonly problems: readonly ProblemView[] }): ReactNode {
  const { words } = useWords();
  if (problems.length === 0) return null;
  return (
    <section className="stack tight" aria-label={words.overview.problems}>
      {problems.map((problem) => (
        <Problem key={`${problem.code} ${problem.text}`} problem={problem} />
      ))}
    </section>
  );
}

function Problem({ problem }: { readonly problem: ProblemView }): ReactNode {
  const { say } = useWords();
  const text = say(problem.text);
  const remedy = say(problem.remedy);
  return (
    <Notice
      tone={problem.level}
      title={text}
      actions={
        <>
          <Remedy problem={problem} />
          <HelpLink topic={topicOfError(problem.code)} about={text} />
        </>
      }
    >
      {remedy === '' ? null : <p>{remedy}</p>}
      {problem.raw === null || problem.raw === '' ? null : <RawReply text={problem.raw} />}
    </Notice>
  );
}

/** What can be done here is done here; the rest leads to its page. */
function Remedy({ problem }: { readonly problem: ProblemView }): ReactNode {
  const { words } = useWords();
  if (problem.code === 'route.paused') return <ResumeButton />;
  if (!isPage(problem.place)) return null;
  return (
    <ButtonLink look="primary" place={problem.place}>
      {words.overview.goTo(words.shell.pages[problem.place])}
    </ButtonLink>
  );
}
