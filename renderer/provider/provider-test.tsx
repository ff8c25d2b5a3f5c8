/** The provider test as a list that fills while it runs; what failed names cause and one action. */
import { useState, type ReactNode } from 'react';
import type { ProviderSettings } from '../../main/contract/settings.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { StepList, type Step } from '../ui/step-list.tsx';
import { useWords } from '../words/words-context.tsx';

export interface ProviderTestProps {
  /** Saved or not; what is missing is taken from the settings. */
  readonly provider: Partial<ProviderSettings>;
  /** Undefined: the stored one. */
  readonly password: string | undefined;
  /** Null: no test mail is sent. */
  readonly mailTo: string | null;
  readonly onEnd?: (hasPassed: boolean) => void;
}

const ids = ['name', 'connect', 'tls', 'auth', 'mail'] as const;

export function ProviderTest({ provider, password, mailTo, onEnd }: ProviderTestProps): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [checks, setChecks] = useState<readonly CheckView[] | null>(null);
  const hasPassed =
    checks?.length === ids.length && !checks.some(({ state }) => state === 'failed');

  const run = async (): Promise<void> => {
    setChecks([]);
    const result = await ask(
      'provider:test',
      { provider, password, ...(mailTo === null ? {} : { mailTo }) },
      ({ name, value }) => {
        if (name === 'check') setChecks((before) => [...(before ?? []), value as CheckView]);
      },
    );
    if (!result.ok) {
      setChecks(null);
      return;
    }
    setChecks(result.value);
    const failed = result.value.find(({ state }) => state === 'failed');
    announce(failed ? say(failed.detail) : words.provider.testPassed);
    onEnd?.(failed === undefined);
  };

  return (
    <div className="stack">
      <div className="buttons">
        <Button look="primary" isBusy={isBusy} onClick={() => void run()}>
          {checks === null ? words.provider.test : words.provider.testAgain}
        </Button>
      </div>
      {checks === null ? null : (
        <StepList
          steps={stepsOf(checks, isBusy, words.provider.testSteps, say)}
          words={words.states.steps}
        />
      )}
      {hasPassed && !isBusy ? <Notice tone="good" title={words.provider.testPassed} /> : null}
      <ErrorNotice error={error} />
    </div>
  );
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
    return { id, title, state: check.state, detail: say(check.detail), remedy };
  });
}
