/**
 * Bars of the last 24 hours, drawn by uPlot, for the eyes alone: the words below them and the table say the
 * same. Follows the theme and the width; moves nothing by itself.
 */
import { useEffect, useRef, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { HourCounts } from '../../main/contract/history.ts';
import { roundTop, stack, stackedHours, type StackPart } from './hours-data.ts';
import { inksOf, type Inks } from './plot-inks.ts';

export interface HoursPlotProps {
  readonly hours: readonly HourCounts[];
  readonly hourOf: (epochMs: number) => string;
  readonly numberOf: (value: number) => string;
  /** The hour under the pointer, or null. */
  readonly onPoint: (hour: HourCounts | null) => void;
}

const heightPx = 190;
const themes = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
];

export function HoursPlot(props: HoursPlotProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
    plot.current?.setData(stackedHours(props.hours));
  });
  useEffect(() => {
    const element = place.current;
    const source = probe.current;
    if (element === null || source === null) return undefined;
    let inks = inksOf(source);
    const made = new uPlot(
      optionsOf(element.clientWidth, () => inks, latest),
      stackedHours(latest.current.hours),
      element,
    );
    plot.current = made;
    const size = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: heightPx }),
    );
    size.observe(element);
    const end = onThemeChange(() => {
      inks = inksOf(source);
      made.redraw(true, true);
    });
    return () => {
      end();
      size.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, []);
  return (
    <>
      <div ref={place} className="hours-plot" aria-hidden="true" />
      <div ref={probe} className="plot-inks" aria-hidden="true">
        {['text', 'line', 'ground', ...stack].map((ink) => (
          <span key={ink} data-ink={ink} />
        ))}
      </div>
    </>
  );
}

type Latest = { readonly current: HoursPlotProps };

function optionsOf(width: number, inks: () => Inks, latest: Latest): uPlot.Options {
  return {
    ...{ width, height: heightPx, legend: { show: false } },
    cursor: { points: { show: false }, drag: { x: false, y: false, setScale: false }, y: false },
    scales: {
      x: { time: false, range: (_plot, min, max) => [min - 0.6, max + 0.6] },
      y: { range: (_plot, _min, max) => [0, roundTop(max)] },
    },
    axes: [hoursAxis(inks, latest), countsAxis(inks, latest)],
    series: [{}, ...[...stack].reverse().map((part) => barsOf(part, inks))],
    hooks: {
      setCursor: [
        ({ cursor: { idx } }) => {
          const { hours, onPoint } = latest.current;
          onPoint(idx === null || idx === undefined ? null : (hours[idx] ?? null));
        },
      ],
    },
  };
}

const axisOf = (inks: () => Inks): uPlot.Axis => ({
  ...{ stroke: () => inks().text, font: inks().font, ticks: { show: false } },
});

const hoursAxis = (inks: () => Inks, latest: Latest): uPlot.Axis => ({
  ...axisOf(inks),
  grid: { show: false },
  ...{ space: 64, size: 30 },
  incrs: [1, 2, 3, 4, 6, 12],
  values: (_plot, places) =>
    places.map((at) => {
      const hour = latest.current.hours[at];
      return hour ? latest.current.hourOf(hour.startsAt) : '';
    }),
});

const countsAxis = (inks: () => Inks, latest: Latest): uPlot.Axis => ({
  ...axisOf(inks),
  grid: { stroke: () => inks().line, width: 1 },
  ...{ size: 52, space: 40 },
  incrs: [1, 10, 100, 1_000, 10_000, 100_000].flatMap((power) => [power, 2 * power, 5 * power]),
  // Else in the language of the system.
  values: (_plot, heights) => heights.map((height) => latest.current.numberOf(height)),
});

function barsOf(part: StackPart, inks: () => Inks): uPlot.Series {
  const bars = uPlot.paths.bars?.({ size: [0.72, 34], gap: 1 });
  return {
    ...(bars ? { paths: bars } : {}),
    ...{ points: { show: false }, width: 1 },
    fill: () => inks().parts[part],
    stroke: () => inks().text,
  };
}

function onThemeChange(run: () => void): () => void {
  const queries = themes.map((theme) => window.matchMedia(theme));
  for (const query of queries) query.addEventListener('change', run);
  return () => {
    for (const query of queries) query.removeEventListener('change', run);
  };
}
