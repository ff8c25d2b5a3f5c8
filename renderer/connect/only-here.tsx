/** That nobody but programs on this very PC reaches the address to type, and where that is changed. */
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export function OnlyHere(): ReactNode {
  const { words } = useWords();
  const w = words.connect.page;
  return (
    <div className="no-print">
      <Notice
        tone="attention"
        actions={
          <ButtonLink isSmall place="security">
            {w.obstacles.toSecurity}
          </ButtonLink>
        }
      >
        {w.values.onlyHere}
      </Notice>
    </div>
  );
}
