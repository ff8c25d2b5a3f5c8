/** Why somebody was refused: who, from where, what was missing, what helps, and the help that is one click. */
import type { ReactNode } from 'react';
import { isWindowless, type HistoryRow, type RefusedWhy } from '../../main/contract/history.ts';
import type { RefusalView } from '../../main/contract/status.ts';
import { topicOfRefusal } from '../help/error-topics.ts';
import { usePeople, usePopAuth } from '../link/office-facts.ts';
import { useLive } from '../link/use-live.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Empty, Facts, HelpLink } from '../ui/surface.tsx';
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
  ...{ ...view, sender: who, peer: from, user: '', count: 1 },
});

/** A refusal does not change; what could not be asked is asked again. */
const areas = ['relay'];

function ById({ id }: { readonly id: string }): ReactNode {
  const { value: rows, error } = useLive('history:message', { id }, areas);
  const row = rows?.find(({ kind }) => kind === 'refused');
  if (rows === null) return <NotYet error={error} />;
  return row ? <Explained facts={ofRow(row)} /> : <FromJournal id={id} />;
}

/** The list keeps only the newest; the journal knows more. */
function FromJournal({ id }: { readonly id: string }): ReactNode {
  const { words } = useWords();
  const { value, error } = useLive('refusal:explain', { id }, areas);
  if (value !== null) return <Explained facts={ofView(value)} />;
  if (error?.code !== 'refusal.unknown') return <NotYet error={error} />;
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
  const { value: page, error } = useLive(
    'history:list',
    { kind: 'refused', limit: 1, from },
    areas,
  );
  if (page === null) return <NotYet error={error} />;
  const [row] = page.rows;
  return row?.key === rowKey ? (
    <Explained facts={ofRow(row)} />
  ) : (
    <Empty>{words.mail.why.gone}</Empty>
  );
}

function Explained({ facts }: { readonly facts: RefusalFacts }): ReactNode {
  const { words, format } = useWords();
  const { id, why, count, peer } = facts;
  const w = words.mail.why;
  const reason = w.reasons[why];
  const remedy = useRemedy(why);
  return (
    <>
      <div>
        <StateMark tone="error">
          <strong>{reason.short}</strong>
          {count > 1 ? ` (${words.mail.times(format.number(count))})` : ''}
        </StateMark>
      </div>
      <div className="stack tight">
        <p>{reason.missing}</p>
        {id === '' ? null : <More id={id} />}
        <h3>{w.remedy}</h3>
        <p>{remedy}</p>
      </div>
      <RemedyButtons facts={facts} />
      <Known facts={facts} />
      <div className="buttons">
        <ButtonLink look="plain" place={`activity?text=${encodeURIComponent(id || peer)}`}>
          {w.session}
        </ButtonLink>
        <HelpLink topic={topicOfRefusal(why)} about={reason.short} />
      </div>
    </>
  );
}

/** Who, from where, to whom and when, as far as it is known. */
function Known({ facts }: { readonly facts: RefusalFacts }): ReactNode {
  const { words, format } = useWords();
  const { id, at, peer, recipient } = facts;
  const w = words.mail.why;
  const from = (
    <span key="from" className="selectable">
      {peer}
    </span>
  );
  return (
    <Facts
      facts={[
        [w.who, <Who key="who" facts={facts} />],
        ...(peer === '' ? [] : ([[w.from, from]] as const)),
        ...(recipient === '' ? [] : ([[w.to, recipient]] as const)),
        [w.at, format.dateTime(at)],
        ...(id === ''
          ? []
          : ([[w.number, <Copyable key="id" text={id} what={w.number} />]] as const)),
      ]}
    />
  );
}

/** Where POP before SMTP is off by now, one of the two cures is none. */
function useRemedy(why: RefusedWhy): string {
  const { words } = useWords();
  const isOff = usePopAuth().value?.enabled === false;
  const { reasons } = words.mail.why;
  return isOff && isWindowless(why)
    ? `${reasons.proxy.remedy} ${words.people.windows.switchedOff}`
    : reasons[why].remedy;
}

/** What the journal knows of this one beyond its reason. */
function More({ id }: { readonly id: string }): ReactNode {
  const { say } = useWords();
  const more = useLive('refusal:explain', { id }, areas).value?.more ?? '';
  return more === '' ? null : <p>{say(more)}</p>;
}

function Who({ facts }: { readonly facts: RefusalFacts }): ReactNode {
  const { words } = useWords();
  const users = usePeople().value ?? [];
  const person = personOf(facts, users);
  const { sender, user, why, count } = facts;
  const w = words.mail.why;
  const name = person ?? user;
  if (name !== '') return sender === '' || sender === name ? name : `${name} (${sender})`;
  if (sender !== '') return sender;
  const isOfMail = why !== 'wrong-password' && why !== 'blocked' && count === 1;
  return isOfMail ? w.unknownSender : w.someone;
}
