/** What stands in the place of an answer that is not there: that it comes, or why it does not. */
import type { ReactNode } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { ErrorNotice } from './notice.tsx';
import { Loading } from './surface.tsx';

export const NotYet = ({ error }: { readonly error: AppError | null }): ReactNode =>
  error === null ? <Loading /> : <ErrorNotice error={error} />;
