/** What a fresh office still has to do, each with the way there. */
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { NextStep } from './next-steps.ts';

const places: Readonly<Record<NextStep, string>> = {
  people: 'people',
  program: 'connect',
  provider: 'provider',
};

export function StepsCard({
  steps,
  isFirst,
}: {
  readonly steps: readonly NextStep[];
  /** Nothing else on the page is more urgent. */
  readonly isFirst: boolean;
}): ReactNode {
  const { words } = useWords();
  const w = words.overview.next;
  if (steps.length === 0) return null;
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <ol className="next-steps">
        {steps.map((step, index) => (
          <li key={step}>
            <span className="next-number" aria-hidden="true">
              {index + 1}
            </span>
            <div className="grow">
              <strong>{w[step]}</strong>
              <div className="soft">{w[`${step}Hint`]}</div>
            </div>
            <ButtonLink
              look={isFirst && index === 0 ? 'primary' : 'secondary'}
              place={places[step]}
            >
              {w[`${step}Go`]}
            </ButtonLink>
          </li>
        ))}
      </ol>
    </Card>
  );
}
