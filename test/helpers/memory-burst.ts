/** What a burst of work took of the heap, and what of it is still taken when nothing goes on any more; bytes. */
export interface Burst {
  readonly full: number;
  readonly left: number;
}

/**
 * Some 60 MB become old, then `isFull` is called, and they are dropped while other work goes on; in the end nothing
 * does, for as long as `waitMs` at most. Runs in the process that is looked at, so it stands for itself.
 */
export async function burstAndWait(
  waitMs: number,
  isFull: () => void = () => undefined,
): Promise<Burst> {
  const v8 = process.getBuiltinModule('node:v8');
  const heapBytes = (): number => v8.getHeapStatistics().total_physical_size;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const work = (n: number): unknown =>
    Array.from({ length: 1_000 }, (_, at) => ({ n, at, text: `${n}.${at}` }));
  let kept: unknown[] = [];
  for (let n = 0; n < 600; n += 1) {
    kept.push(work(n));
    if (n % 20 === 0) await pause(1);
  }
  isFull();
  const full = heapBytes();
  for (let n = 0; kept.length > 0 || n < 3_000; n += 1) {
    kept = kept.slice(0, -1);
    work(n);
    if (n % 20 === 0) await pause(1);
  }
  const end = performance.now() + waitMs;
  while (heapBytes() > full / 2 && performance.now() < end) await pause(100);
  return { full, left: heapBytes() };
}
