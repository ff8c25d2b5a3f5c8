import type { CheckView } from '../contract/status.ts';
import { asTyped, foldWords, printable } from './output.ts';

const marks = { ok: '✓', warning: '!', failed: '✗', skipped: '-' } as const;

const below = { first: 4, others: 4 } as const;

/** One line a check, as soon as it is known; under it what the other side said and showed, and the remedy. */
export function printCheck(check: CheckView): void {
  const line = `${marks[check.state]} ${check.title.padEnd(28)} ${asTyped(printable(check.detail))}`;
  console.log(foldWords(line.trimEnd(), { first: 0, others: 31 }));
  const { remedy, raw = '', certificate } = check;
  if (raw !== '') console.log(foldWords(`It said: ${printable(raw)}`, below));
  if (certificate !== undefined) console.log(`    SHA-256 fingerprint ${certificate.fingerprint}`);
  if (remedy !== undefined) console.log(foldWords(asTyped(remedy), below));
}
