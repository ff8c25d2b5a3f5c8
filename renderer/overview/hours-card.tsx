/** Messages each hour: as a plot for the eyes, as a table for everybody. */
import { useState, type ReactNode } from 'react';
import type { HourCounts } from '../../main/contract/history.ts';
import { useCounts } from '../link/office-facts.ts';
import { Segments } from '../ui/segments.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Empty } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { useWords } from '../words/words-context.tsx';
import { isQuiet, stack, totals } from './hours-data.ts';
import { HoursPlot } from './hours-plot.tsx';

type Form = 'plot' | 'table';

export function HoursCard(): ReactNode {
  const { words } = useWords();
  const [form, setForm] = useState<Form>('plot');
  const { value: counts, error } = useCounts();
  const w = words.overview.hours;
  if (counts === null)
    return (
      <Card title={w.title}>
        <NotYet error={error} />
      </Card>
    );
  const { hours } = counts;
  const isEmpty = isQuiet(hours);
  return (
    <Card
      title={w.title}
      actions={
        isEmpty ? null : (
          <Segments
            label={w.form}
            value={form}
            options={[
              { value: 'plot', label: w.asPlot },
              { value: 'table', label: w.asTable },
            ]}
            onPick={setForm}
          />
        )
      }
    >
      {isEmpty ? (
        <Empty>{w.none}</Empty>
      ) : form === 'plot' ? (
        <Plot hours={hours} />
      ) : (
        <HoursTable hours={hours} />
      )}
    </Card>
  );
}

function Plot({ hours }: { readonly hours: readonly HourCounts[] }): ReactNode {
  const { words, format } = useWords();
  const [pointed, setPointed] = useState<HourCounts | null>(null);
  const w = words.overview.hours;
  const figures = (
    counts: Pick<HourCounts, 'sent' | 'bounced' | 'refused'>,
  ): readonly [string, string, string] => [
    format.number(counts.sent),
    format.number(counts.bounced),
    format.number(counts.refused),
  ];
  const summary = w.summary(...figures(totals(hours)));
  return (
    <figure className="hours">
      <HoursPlot
        {...{ hours, hourOf: format.hour, numberOf: format.number }}
        onPoint={(hour) => setPointed((before) => (before === hour ? before : hour))}
      />
      <figcaption>
        <span className="hours-read">
          {pointed === null
            ? summary
            : w.ofHour(format.hour(pointed.startsAt), w.figures(...figures(pointed)))}
        </span>
        <ul className="hours-legend" aria-hidden="true">
          {stack.map((part) => (
            <li key={part}>
              <span className={`swatch ${part}`} />
              {w[part]}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function HoursTable({ hours }: { readonly hours: readonly HourCounts[] }): ReactNode {
  const { words, format } = useWords();
  const w = words.overview.hours;
  const number = (part: 'accepted' | 'sent' | 'bounced' | 'refused') => ({
    id: part,
    title: w[part],
    isNumber: true,
    cell: (hour: HourCounts) => format.number(hour[part]),
  });
  return (
    <div className="hours-table">
      <Table
        caption={w.title}
        rows={[...hours].reverse()}
        keyOf={({ startsAt }) => String(startsAt)}
        columns={[
          { id: 'hour', title: w.hour, cell: ({ startsAt }) => format.time(startsAt) },
          number('accepted'),
          number('sent'),
          number('bounced'),
          number('refused'),
        ]}
      />
    </div>
  );
}
