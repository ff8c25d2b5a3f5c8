/** What needs a person: cause, remedy, the way there, help, and the other side's own words folded away. */
import type { ReactNode } from 'react';
import type { ProblemView } from '../../main/contract/status.ts';
import { topicOfError } from '../help/error-topics.ts';
import { isPage } from '../shell/page-names.ts';
import { ButtonLink, type ButtonLook } from '../ui/button.tsx';
import { Notice, RawReply } from '../ui/notice.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { ResumeButton } from './resume-button.tsx';

export function Problems({ problems }: { readonly problems: readonly ProblemView[] }): ReactNode {
  const { words } = useWords();
  if (problems.length === 0) return null;
  return (
    <section className="stack tight" aria-label={words.overview.problems}>
      {problems.map((problem, index) => (
        <Problem
          key={`${problem.code} ${problem.text}`}
          problem={problem}
          look={index === 0 ? 'primary' : 'secondary'}
        />
      ))}
    </section>
  );
}

/** The gravest stands first, and what helps with it is the button that counts. */
interface ProblemProps {
  readonly problem: ProblemView;
  readonly look: ButtonLook;
}

function Problem({ problem, look }: ProblemProps): ReactNode {
  const { say } = useWords();
  const text = say(problem.text);
  const remedy = say(problem.remedy);
  return (
    <Notice
      tone={problem.level}
      title={text}
      actions={
        <>
          <Remedy {...{ problem, look }} />
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
function Remedy({ problem, look }: ProblemProps): ReactNode {
  const { words } = useWords();
  if (problem.code === 'route.paused') return <ResumeButton look={look} />;
  if (!isPage(problem.place)) return null;
  return (
    <ButtonLink look={look} place={problem.place}>
      {words.overview.goTo(words.shell.pages[problem.place])}
    </ButtonLink>
  );
}
