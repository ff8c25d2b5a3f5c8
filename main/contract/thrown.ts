/** What was thrown, as it is shown or passed on: JavaScript lets anything be thrown. */

/** Its message. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Itself where it is an error, else one that says it. */
export const asError = (thrown: unknown): Error & { readonly code?: string } =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** The system's code (EBUSY), or what it said. */
export const codeOf = (thrown: unknown): string => asError(thrown).code ?? messageOf(thrown);
