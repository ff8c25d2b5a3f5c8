import type { AppError } from '../../main/contract/result.ts';

/** Why not all of these answers are there: the first error among them, or null. */
export const firstError = (
  answers: readonly { readonly error: AppError | null }[],
): AppError | null => answers.find(({ error }) => error !== null)?.error ?? null;
