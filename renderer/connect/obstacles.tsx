/** What must be switched on before this program can work, with the way there. */
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';
import type { Obstacle } from './offer/offer.ts';

export function Obstacles({ obstacles }: { readonly obstacles: readonly Obstacle[] }): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.obstacles;
  const causes = obstacles.map((obstacle) => causeOf(obstacle, words));
  // Several ports may want the same.
  const remedies = new Set(obstacles.map(({ kind }) => w[`${kind}-fix`]));
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
        {causes.map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
      {[...remedies].map((remedy) => (
        <p key={remedy}>{remedy}</p>
      ))}
    </Notice>
  );
}

function causeOf(obstacle: Obstacle, { connect, states }: Words): string {
  const w = connect.page.obstacles;
  if (!('listener' in obstacle)) return w[obstacle.kind];
  const { listener, port } = obstacle;
  const what = states.listeners[listener];
  return obstacle.kind === 'closed' ? w.closed(port, what) : w.elsewhere(port, what, obstacle.host);
}
