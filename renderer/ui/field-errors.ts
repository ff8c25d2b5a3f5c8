/** Puts an error beside the field that it is about; what is about none stands under the form. Pure. */
import type { AppError } from '../../main/contract/result.ts';
import type { Say } from '../../main/contract/phrases/say.ts';
import { topicOfError } from '../help/error-topics.ts';
import type { HelpPlace } from '../help/topics.ts';

/** What is wrong with a field and what to do; and where the help says more. */
export interface FieldFault {
  readonly text: string;
  /** Absent where the text says it all. */
  readonly help?: HelpPlace;
  /** Of a list: the place of the entry that is meant. */
  readonly entry?: number;
}

export interface FieldErrors {
  readonly of: (field: string) => FieldFault | null;
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
  // Its message names the field as programs do; beside the field the remedy tells it all.
  if (error.code === 'control.bad-arguments' && hint !== '')
    return { of: (field) => (field === at ? { text: hint } : null), rest: null };
  const text = `${say(error.message)} ${hint}`.trim();
  const entry = Number(path[path.indexOf(at) + 1] ?? NaN);
  const fault = {
    ...{ text, help: topicOfError(error.code) },
    ...(Number.isNaN(entry) ? {} : { entry }),
  };
  return { of: (field) => (field === at ? fault : null), rest: null };
}
