/**
 * The typed dictionary. English is the original and its shape is the type; a further language is one more
 * folder of that shape, and a missing word does not compile. Which languages there are says languages.ts.
 */
import type { en } from './en/index.ts';

/** Literal texts widened to string; functions keep their parameters. */
export type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Words = Widened<typeof en>;
