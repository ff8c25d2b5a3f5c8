/**
 * What a burst of work does to a heap, in bytes: run in the process that is looked at, so it stands for itself.
 * 40 MB become old and are dropped; then nothing goes on for as long as `waitMs` at most.
 */
export async function burstAndWait(waitMs: number): Promise<{ full: number; left: number }> {
  const v8 = process.getBuiltinModule('node:v8');
  const heapBytes = (): number => v8.getHeapStatistics().total_physical_size;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let kept: unknown[] = [];
  for (let n = 0; n < 400; n += 1) {
    kept.push(Array.from({ length: 1_000 }, (_, at) => ({ n, at, text: `${n}.${at}` })));
    if (n % 20 === 0) await pause(1);
  }
  const full = heapBytes();
  kept = [];
  const end = performance.now() + waitMs;
  while (heapBytes() > full / 2 && performance.now() < end) await pause(100);
  return { full, left: heapBytes() + kept.length };
}
