/** The figures of the day; each leads to its list. */
import type { ReactNode } from 'react';
import type { StatusView } from '../../main/contract/status.ts';
import { useCounts } from '../link/office-facts.ts';
import { hrefOf } from '../shell/route.ts';
import { useWords } from '../words/words-context.tsx';

export function Figures({ status }: { readonly status: StatusView }): ReactNode {
  const { words } = useWords();
  const today = useCounts().value?.today;
  const { waiting, sending, held } = status.queue;
  const w = words.overview;
  return (
    <ul className="figures">
      <Figure name={w.waiting} value={waiting + sending + held} place="mail?kind=waiting" />
      <Figure name={w.sentToday} value={today?.sent} place="mail?kind=sent" />
      <Figure name={w.bouncedToday} value={today?.bounced} place="mail?kind=bounced" />
      <Figure name={w.refusedToday} value={today?.refused} place="mail?kind=refused" />
    </ul>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: number | undefined;
  readonly place: string;
}): ReactNode {
  const { format } = useWords();
  const { name, value, place } = props;
  return (
    <li>
      <a className="figure" href={hrefOf(place)}>
        <span className="figure-value">{value === undefined ? '–' : format.number(value)}</span>
        <span className="figure-name">{name}</span>
      </a>
    </li>
  );
}
