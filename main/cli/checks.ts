import type { CheckView } from '../contract/status.ts';

const marks = { ok: '✓', warning: '!', failed: '✗', skipped: '-' } as const;

/** One line a check, as soon as it is known; the remedy under it. */
export function printCheck(check: CheckView): void {
  console.log(`${marks[check.state]} ${check.title.padEnd(28)} ${check.detail}`);
  if (check.remedy !== undefined) console.log(`    ${check.remedy}`);
}
