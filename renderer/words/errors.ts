/** An error in the person's language: by its code where the dictionary has it, else as the relay said it. */
import type { AppError } from '../../main/contract/result.ts';
import type { Words } from './words.ts';

export interface ErrorWords {
  readonly message: string;
  readonly hint: string | undefined;
}

export function wordsOfError(error: AppError, words: Words): ErrorWords {
  const known = (words.errors as Readonly<Record<string, ErrorWords | undefined>>)[error.code];
  return { message: known?.message ?? error.message, hint: known?.hint ?? error.hint };
}
