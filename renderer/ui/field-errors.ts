/** Puts an error beside the field that it is about; what is about none stands under the form. Pure. */
import type { AppError } from '../../main/contract/result.ts';
import type { Say } from '../../main/contract/phrases/say.ts';

export interface FieldErrors {
  /** Cause and remedy for this field, or null. */
  readonly of: (field: string) => string | null;
  readonly rest: AppError | null;
}

/**
 * `fields` are those that the form shows, as the last part or parts of the error's path: `connections` for
 * `limits.connections`, `network` for `access.trusted.2.network`.
 */
export function fieldErrors(
  error: AppError | null,
  fields: readonly string[],
  say: Say,
): FieldErrors {
  const path = error?.field?.split('.') ?? [];
  const at = fields.find((field) => path.includes(field));
  if (error === null || at === undefined) return { of: () => null, rest: error };
  const hint = error.hint === undefined ? '' : say(error.hint);
  const text = `${say(error.message)} ${hint}`.trim();
  return { of: (field) => (field === at ? text : null), rest: null };
}
