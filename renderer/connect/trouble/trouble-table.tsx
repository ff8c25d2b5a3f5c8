/** What a person sees when it does not work, what it means, what to do. */
import type { ReactNode } from 'react';
import { HelpLink } from '../../ui/surface.tsx';
import { Card } from '../../ui/surface.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { useWords } from '../../words/words-context.tsx';
import type { SignId } from '../../words/en/connect-trouble.ts';
import { LabelText } from '../label-text.tsx';
import type { Way } from '../offer/offer.ts';
import { shownSigns } from './shown-signs.ts';
import { signs } from './signs.ts';

export function TroubleTable({
  ids,
  way,
  mayCheckFirst,
}: {
  readonly ids: readonly SignId[];
  readonly way: Way;
  /** Whether checking mail lets somebody send in this office. */
  readonly mayCheckFirst: boolean;
}): ReactNode {
  const { words } = useWords();
  const w = words.connect.trouble;
  const columns: readonly Column<SignId>[] = [
    { id: 'seen', title: w.seen, cell: (id) => <Seen id={id} /> },
    { id: 'means', title: w.means, cell: (id) => w.signs[id].means },
    { id: 'fix', title: w.fix, cell: (id) => fixFor(w.signs[id], mayCheckFirst) },
  ];
  const rows = shownSigns(ids, way, mayCheckFirst);
  return (
    <div className="trouble-table no-print">
      <Card title={w.title} actions={<HelpLink topic="messages" about={w.title} />}>
        <Table caption={w.title} columns={columns} rows={rows} keyOf={(id) => id} />
      </Card>
    </div>
  );
}

interface Told {
  readonly fix: string;
  /** What helps too where checking mail first is a way to send. */
  readonly orCheck?: string;
}

const fixFor = ({ fix, orCheck = '' }: Told, mayCheckFirst: boolean): string =>
  mayCheckFirst ? `${fix} ${orCheck}`.trim() : fix;

function Seen({ id }: { readonly id: SignId }): ReactNode {
  return (
    <ul className="plain-list trouble-seen">
      {signs[id].map((label) => (
        <li key={label.en}>
          <LabelText label={label} />
        </li>
      ))}
    </ul>
  );
}
