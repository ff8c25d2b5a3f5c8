/** What a process costs: CPU time and memory, where the system tells (Linux). */
import fs from 'node:fs';

const ticksASecond = 100;

/** User and system time so far, ms. */
export function cpuMs(pid: number): number | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksASecond;
  } catch {
    return null;
  }
}

/** Resident memory in MB; `pss` counts what is shared with other programs by its share. */
export function memoryMb(pid: number): { readonly rss: number; readonly pss: number } | null {
  try {
    const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const field = (name: string): number =>
      (Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) * 1_024) / 1e6;
    return { rss: field('Rss'), pss: field('Pss') };
  } catch {
    return null;
  }
}

/** Looks at the memory until it is stopped, which gives the most that was seen. */
export function watchPeakMb(pid: number): () => number | null {
  let peak: number | null = null;
  const timer = setInterval(() => {
    const memory = memoryMb(pid);
    if (memory) peak = Math.max(peak ?? 0, memory.rss);
  }, 20);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
