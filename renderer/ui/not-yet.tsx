/** What stands in the place of an answer that is not there: that it comes, or why it does not. */
import type { ReactNode } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { ErrorNotice } from './notice.tsx';
import { Empty, Loading } from './surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function NotYet({ error }: { readonly error: AppError | null }): ReactNode {
  const { words } = useWords();
  if (error === null) return <Loading />;
  // The frame says it once for the whole window; each part of a page would say it again.
  if (error.code === 'control.away' || error.code === 'control.silent')
    return <Empty>{words.common.notKnown}</Empty>;
  return <ErrorNotice error={error} />;
}
