/** What must be switched on before this program can work, with the way there. */
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Obstacle } from './offer/offer.ts';

export function Obstacles({ obstacles }: { readonly obstacles: readonly Obstacle[] }): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.obstacles;
  return (
    <Notice
      tone="attention"
      title={w.title}
      actions={
        <ButtonLink look="primary" place="security">
          {w.toSecurity}
        </ButtonLink>
      }
    >
      <ul className="plain-list">
        {obstacles.map((obstacle) => (
          <li key={JSON.stringify(obstacle)}>
            <ObstacleText obstacle={obstacle} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function ObstacleText({ obstacle }: { readonly obstacle: Obstacle }): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.obstacles;
  if ('listener' in obstacle) {
    const { listener, port } = obstacle;
    const what = words.states.listeners[listener];
    return obstacle.kind === 'closed'
      ? `${w.closed(port, what)} ${w['closed-fix']}`
      : `${w.elsewhere(port, what, obstacle.host)} ${w['elsewhere-fix']}`;
  }
  return `${w[obstacle.kind]} ${w[`${obstacle.kind}-fix`]}`;
}
