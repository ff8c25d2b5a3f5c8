/** Checks one by one as they end: the provider test, the doctor. */
import type { ReactNode } from 'react';
import type { CheckView } from '../../main/contract/status.ts';
import { RawReply } from './notice.tsx';
import { StateShape, type Tone } from './state-mark.tsx';

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly state: CheckView['state'] | 'running' | 'waiting';
  readonly detail?: ReactNode;
  readonly remedy?: ReactNode;
  /** The other server's own words: folded away. */
  readonly raw?: string | undefined;
}

const tones: Readonly<Record<Step['state'], Tone>> = {
  ok: 'good',
  warning: 'attention',
  failed: 'error',
  skipped: 'idle',
  running: 'busy',
  waiting: 'idle',
};

/** `words` names the states for those who see no shapes. */
export function StepList({
  steps,
  words,
  isSilent = false,
}: {
  readonly steps: readonly Step[];
  readonly words: Readonly<Record<Step['state'], string>>;
  /** No step is announced: who shows them says what came of them, or they are too many to hear. */
  readonly isSilent?: boolean;
}): ReactNode {
  return (
    <ol className="steps" aria-live={isSilent ? undefined : 'polite'}>
      {steps.map((step) => (
        // As a whole: "done" alone would not say what is.
        <li key={step.id} data-state={step.state} aria-atomic="true">
          {step.state === 'running' ? (
            <span className="spinner tone-info" aria-hidden="true" />
          ) : (
            <StateShape tone={tones[step.state]} size={18} />
          )}
          <div className="step-title">
            {step.title} <span className="visually-hidden">({words[step.state]})</span>
          </div>
          <div className="step-body">
            {step.detail ? <div className="soft">{step.detail}</div> : null}
            {step.remedy ? <div>{step.remedy}</div> : null}
            {step.raw ? <RawReply text={step.raw} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
