/** That the list of people was damaged: said where somebody looks for who is missing in it. */
import type { ReactNode } from 'react';
import type { ProblemView } from '../../main/contract/status.ts';
import { topicOfError } from '../help/error-topics.ts';
import { useStatus } from '../link/office-facts.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export const useDamage = (): ProblemView | null =>
  useStatus().value?.problems.find(({ code }) => code === 'users.damaged') ?? null;

/** Nothing where the list is whole. */
export function Damage(): ReactNode {
  const { words, say } = useWords();
  const damage = useDamage();
  if (damage === null) return null;
  const text = say(damage.text);
  return (
    <Notice
      tone={damage.level}
      title={text}
      actions={
        <>
          <ButtonLink place="settings">{words.people.restore}</ButtonLink>
          <HelpLink topic={topicOfError(damage.code)} about={text} />
        </>
      }
    />
  );
}
