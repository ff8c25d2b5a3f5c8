import type { ErrorCode } from './codes.ts';

/** An expected outcome as a value: what was asked for, or an error that says what to do. */
export type Result<T, E = AppError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** An error for a person: one sentence with the cause, and the remedy. */
export interface AppError {
  /** `area.kebab-reason`, for example `users.name-taken`. */
  readonly code: ErrorCode;
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint?: string;
  /** Path of the setting or field that it is about. */
  readonly field?: string;
}

/** The good outcome. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** An expected failure: its code, what is wrong, and what to do where something can be done. */
export const failed = (
  code: ErrorCode,
  message: string,
  hint?: string,
  field?: string,
): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error: {
    ...{ code, message },
    ...(hint === undefined ? {} : { hint }),
    ...(field === undefined ? {} : { field }),
  },
});
