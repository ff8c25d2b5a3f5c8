/** The figures of the hours as stacked bars: each series holds what lies below it too. Pure. */
import type { HourCounts } from '../../main/contract/history.ts';

/** Lowest first. */
export const stack = ['sent', 'bounced', 'refused'] as const;
export type StackPart = (typeof stack)[number];

/** uPlot's shape: places of the hours, then a series for each part, the topmost first (it is drawn first). */
export function stackedHours(hours: readonly HourCounts[]): [number[], ...number[][]] {
  const sums = hours.map(() => 0);
  const series = stack.map((part) =>
    hours.map((hour, at) => (sums[at] = (sums[at] ?? 0) + hour[part])),
  );
  return [hours.map((_hour, at) => at), ...series.reverse()];
}

/** All hours together. */
export const totals = (hours: readonly HourCounts[]): Readonly<Record<StackPart, number>> => ({
  sent: sum(hours, 'sent'),
  bounced: sum(hours, 'bounced'),
  refused: sum(hours, 'refused'),
});

const sum = (hours: readonly HourCounts[], part: StackPart): number =>
  hours.reduce((so, hour) => so + hour[part], 0);

/** No mail came: none that waits either. */
export const isQuiet = (hours: readonly HourCounts[]): boolean =>
  hours.every(({ accepted, sent, bounced, refused }) => accepted + sent + bounced + refused === 0);

/** The end of the upper axis: a round number, and at least a few messages high. */
export function roundTop(highest: number): number {
  const least = 4;
  if (highest <= least) return least;
  const power = 10 ** Math.floor(Math.log10(highest));
  const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
  return power * (steps.find((step) => step * power >= highest) ?? 10);
}
