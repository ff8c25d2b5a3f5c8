/** What stands where an answer is not there, or may be old: that it comes, or why it does not. */
import type { ReactNode } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { ErrorNotice } from './notice.tsx';
import { Empty, Loading } from './surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function NotYet({ error }: { readonly error: AppError | null }): ReactNode {
  const { words } = useWords();
  if (error === null) return <Loading />;
  return isSaidByFrame(error) ? (
    <Empty>{words.common.notKnown}</Empty>
  ) : (
    <ErrorNotice error={error} />
  );
}

/** Over the last good answer: why it could not be asked for again. */
export function MayBeOld({ error }: { readonly error: AppError | null }): ReactNode {
  return error === null || isSaidByFrame(error) ? null : <ErrorNotice error={error} />;
}

/** Once for the whole window; each part of a page would say it again. */
const isSaidByFrame = ({ code }: AppError): boolean =>
  code === 'control.away' || code === 'control.silent';
