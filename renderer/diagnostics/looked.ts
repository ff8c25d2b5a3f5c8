/** What the last visit of the checks found. */
import type { CheckView } from '../../main/contract/status.ts';

export interface Looked {
  /** Null before the first time. */
  readonly checks: readonly CheckView[] | null;
  /** False while they run, and where they were stopped or broke off: only a whole visit says that all is well. */
  readonly isWhole: boolean;
  /** When the last of them ended; epoch ms. */
  readonly at: number;
}

export const notLooked: Looked = { checks: null, isWhole: false, at: 0 };
