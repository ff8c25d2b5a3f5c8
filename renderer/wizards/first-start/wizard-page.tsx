/** The frame of one page: heading, content, and the buttons at the foot. */
import { useEffect, useRef, type ReactNode } from 'react';
import { AwayNotice } from '../../shell/away-notice.tsx';
import { go as goTo } from '../../shell/route.ts';
import { Button } from '../../ui/button.tsx';
import type { HelpPlace } from '../../help/topics.ts';
import { HelpLink } from '../../ui/surface.tsx';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useWords } from '../../words/words-context.tsx';
import { stepNames } from './steps.ts';
import { useWizard } from './wizard-context.tsx';

export interface WizardPageProps {
  readonly title: string;
  readonly lead: string;
  readonly helpTopic: HelpPlace;
  /** Runs before the next page; false stays. */
  readonly onNext?: () => Promise<boolean> | boolean;
  readonly isBusy?: boolean;
  /** Offers to leave the page out. */
  readonly canSkip?: boolean;
  /** False where something else on the page leads on. */
  readonly hasNext?: boolean;
  /** In place of Back, Skip and Next. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function WizardPage(props: WizardPageProps): ReactNode {
  const { title, lead, helpTopic, children, foot } = props;
  const { words } = useWords();
  const { step } = useWizard();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    document.title = `${title} – ${words.common.appName}`;
  }, [title, words]);
  const position = words.wizard.step(stepNames.indexOf(step) + 1, stepNames.length);
  return (
    <>
      <div className="wizard-content stack">
        <AwayNotice />
        <header className="page-head">
          <div className="stack tight">
            <p className="soft">{position}</p>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            <p className="wizard-lead">{lead}</p>
          </div>
          <HelpLink topic={helpTopic} about={title} />
        </header>
        {children}
      </div>
      <footer className="wizard-foot">
        <Button look="plain" onClick={() => goTo('overview')}>
          {words.wizard.leave}
        </Button>
        <div className="grow" />
        {foot ?? <FootButtons {...props} />}
      </footer>
    </>
  );
}

function FootButtons(props: WizardPageProps): ReactNode {
  const { onNext, isBusy = false, canSkip = false, hasNext = true } = props;
  const { words } = useWords();
  const { go, step } = useWizard();
  const isHere = useIsHere();
  const next = async (): Promise<void> => {
    const mayGo = !onNext || (await onNext());
    // An answer that comes after the person went elsewhere moves nothing.
    if (mayGo && isHere.current) go(1);
  };
  return (
    <div className="buttons">
      {step === 'welcome' ? null : <Button onClick={() => go(-1)}>{words.common.back}</Button>}
      {canSkip ? <Button onClick={() => go(1, 'skipped')}>{words.common.skip}</Button> : null}
      {hasNext ? (
        <Button look="primary" isBusy={isBusy} onClick={() => void next()}>
          {words.common.next}
        </Button>
      ) : null}
    </div>
  );
}
