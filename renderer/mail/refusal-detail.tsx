/** Why somebody was refused: who, from where, what was missing, what helps, and the help that is one click. */
import type { ReactNode } from 'react';
import type { HistoryRow } from '../../main/contract/history.ts';
import type { RefusalView } from '../../main/contract/status.ts';
import { topicOfRefusal } from '../help/error-topics.ts';
import { usePeople } from '../link/office-facts.ts';
import { useLive } from '../link/use-live.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Empty, Facts, HelpLink, Loading } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { DetailFrame, type DetailProps } from '../ui/detail-frame.tsx';
import { isRefusalId } from './mail-place.ts';
import { personOf, type RefusalFacts } from './remedies.ts';
import { RemedyButtons } from './remedy-buttons.tsx';

export function RefusalDetail(detail: DetailProps): ReactNode {
  const { words } = useWords();
  return (
    <DetailFrame title={words.mail.why.title} detail={detail}>
      {isRefusalId(detail.id) ? (
        <ById key={detail.id} id={detail.id.toUpperCase()} />
      ) : (
        <ByKey key={detail.id} rowKey={detail.id} />
      )}
    </DetailFrame>
  );
}

const ofRow = (row: HistoryRow): RefusalFacts => ({ ...row, why: row.why ?? 'other' });
const ofView = ({ who, from, ...view }: RefusalView): RefusalFacts => ({
  ...{ ...view, sender: who, peer: from, user: '' },
});

function ById({ id }: { readonly id: string }): ReactNode {
  const rows = useLive('history:message', { id }, []).value;
  const row = rows?.find(({ kind }) => kind === 'refused');
  if (rows === null) return <Loading />;
  return row ? <Explained facts={ofRow(row)} /> : <FromJournal id={id} />;
}

/** The list keeps only the newest; the journal knows more. */
function FromJournal({ id }: { readonly id: string }): ReactNode {
  const { words } = useWords();
  const { value, error } = useLive('refusal:explain', { id }, []);
  if (value !== null) return <Explained facts={ofView(value)} />;
  if (error === null) return <Loading />;
  if (error.code !== 'refusal.unknown') return <ErrorNotice error={error} />;
  return (
    <Empty>
      <strong>{words.mail.why.unknown}</strong>
      <span>{words.mail.why.unknownHint}</span>
      <HelpLink topic="relaying-denied" />
    </Empty>
  );
}

function ByKey({ rowKey }: { readonly rowKey: string }): ReactNode {
  const { words } = useWords();
  const from = { key: rowKey, back: 0 };
  const page = useLive('history:list', { kind: 'refused', limit: 1, from }, []).value;
  if (page === null) return <Loading />;
  const [row] = page.rows;
  return row?.key === rowKey ? (
    <Explained facts={ofRow(row)} />
  ) : (
    <Empty>{words.mail.detail.gone}</Empty>
  );
}

function Explained({ facts }: { readonly facts: RefusalFacts }): ReactNode {
  const { words, format } = useWords();
  const { id, at, why, peer, recipient } = facts;
  const w = words.mail.why;
  const reason = w.reasons[why];
  return (
    <>
      <div>
        <StateMark tone="error">
          <strong>{reason.short}</strong>
        </StateMark>
      </div>
      <div className="stack tight">
        <p>{reason.missing}</p>
        <h3>{w.remedy}</h3>
        <p>{reason.remedy}</p>
      </div>
      <RemedyButtons facts={facts} />
      <Facts
        facts={[
          [w.who, <Who key="who" facts={facts} />],
          [
            w.from,
            <span key="from" className="selectable">
              {peer}
            </span>,
          ],
          ...(recipient === '' ? [] : ([[w.to, recipient]] as const)),
          [w.at, format.dateTime(at)],
          ...(id === ''
            ? []
            : ([[w.number, <Copyable key="id" text={id} what={w.number} />]] as const)),
        ]}
      />
      <div className="buttons">
        <ButtonLink look="plain" place={`activity?text=${encodeURIComponent(id || peer)}`}>
          {w.session}
        </ButtonLink>
        <HelpLink topic={topicOfRefusal(why)} about={reason.short} />
      </div>
    </>
  );
}

function Who({ facts }: { readonly facts: RefusalFacts }): ReactNode {
  const { words } = useWords();
  const users = usePeople().value ?? [];
  const person = personOf(facts, users);
  const { sender, why } = facts;
  const w = words.mail.why;
  if (person !== null) return sender === '' || sender === person ? person : `${person} (${sender})`;
  if (sender !== '') return sender;
  return why === 'wrong-password' || why === 'blocked' ? w.someone : w.unknownSender;
}
