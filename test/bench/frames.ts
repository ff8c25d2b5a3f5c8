/** How long the pictures of a page take while it scrolls. For measurements; runs inside the page. */
import type { Page } from 'playwright-core';

export interface Frames {
  readonly count: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Frames that took longer than 50 ms. */
  readonly late: number;
  /** Longest piece of work without a pause in the page, 0 where none was over 50 ms. */
  readonly longestTaskMs: number;
  /** CPU time that the page took for one frame: says the same on a busy computer. */
  readonly cpuMs: number;
}

/** Scrolls the long list of the page, or nothing where it has none, for so long, and looks at each frame. */
export async function measureFrames(page: Page, seconds: number): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuMs = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await cpuMs();
  const { gaps, tasks } = await page.evaluate(watchFrames, seconds * 1_000);
  const spentMs = (await cpuMs()) - before;
  await session.detach();
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    count: gaps.length,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    worstMs: at(1),
    late: gaps.filter((gap) => gap > 50).length,
    longestTaskMs: Math.max(0, ...tasks),
    cpuMs: spentMs / gaps.length,
  };
}

/** In the page: 2,400 px a second down and up again, as a person turns the wheel. */
function watchFrames(lastsMs: number): Promise<{ gaps: number[]; tasks: number[] }> {
  const gaps: number[] = [];
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  const table = document.querySelector('.virtual-table');
  const startedAt = performance.now();
  let before = startedAt;
  let isDown = true;
  return new Promise((resolve) => {
    const frame = (now: number): void => {
      const gap = now - before;
      before = now;
      // The first gap lies before the measurement.
      if (now - startedAt > 100) gaps.push(gap);
      if (table) {
        table.scrollTop += (isDown ? 2.4 : -2.4) * gap;
        const { scrollTop, scrollHeight, clientHeight } = table;
        if (scrollTop + clientHeight >= scrollHeight - 1) isDown = false;
        if (scrollTop <= 0) isDown = true;
      }
      if (now - startedAt < lastsMs) requestAnimationFrame(frame);
      else {
        observer.disconnect();
        resolve({ gaps, tasks });
      }
    };
    requestAnimationFrame(frame);
  });
}
