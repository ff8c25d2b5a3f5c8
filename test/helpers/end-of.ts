import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Generous: whole relays start and end meanwhile. */
const limitMs = 120_000;

/** Resolves to the exit code once a program has ended and all of its words are there; to be called as it starts. */
export async function endOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close', { signal: AbortSignal.timeout(limitMs) })) as [
    number | null,
  ];
  return code;
}
