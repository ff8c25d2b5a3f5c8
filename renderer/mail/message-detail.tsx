/** One message: where it stands, what became of each recipient, and what can be done with it. */
import { useState, type ReactNode } from 'react';
import type { HistoryRow } from '../../main/contract/history.ts';
import type { MessageDetail as Message } from '../../main/contract/mail.ts';
import { useStatus } from '../link/office-facts.ts';
import { useLive } from '../link/use-live.ts';
import { ResumeButton } from '../overview/resume-button.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Notice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Empty, Facts } from '../ui/surface.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words-context.tsx';
import { messageTones } from './columns.tsx';
import { ConfirmRemove } from './confirm-remove.tsx';
import { DetailFrame, type DetailProps } from '../ui/detail-frame.tsx';
import { recipientLines } from './recipient-lines.ts';
import { Recipients } from './recipients.tsx';
import { Outcome } from './outcome.tsx';
import { useQueueActions } from './use-queue-actions.ts';

export function MessageDetail(detail: DetailProps): ReactNode {
  const { words, format } = useWords();
  const { id } = detail;
  const shown = useLive('queue:show', { id }, ['queue', 'smtp', 'relay', 'tick']);
  const { value: rows, error } = useLive('history:message', { id }, ['queue', 'relay']);
  const isGone = shown.error?.code === 'queue.unknown';
  const message = shown.value;
  const isKnown = rows !== null && (message !== null || isGone);
  const lines = rows === null ? [] : recipientLines(message, rows);
  const [first] = lines;
  const w = words.mail.detail;
  const titleOf = (to: string, rest: number): string =>
    [w.title(to), rest > 0 ? words.mail.more(format.number(rest)) : ''].join(' ').trim();
  return (
    <DetailFrame
      title={first === undefined ? id : titleOf(first.address, lines.length - 1)}
      detail={detail}
    >
      {!isKnown ? (
        <NotYet error={isGone ? error : (shown.error ?? error)} />
      ) : message === null && rows.length === 0 ? (
        <Empty>
          <strong>{w.gone}</strong>
          <span>{w.goneHint}</span>
        </Empty>
      ) : (
        <>
          {message === null ? null : <Standing message={message} />}
          <Recipients lines={lines} />
          {message === null ? null : <Acts message={message} onClose={detail.onClose} />}
          <MessageFacts id={id} message={message} row={rows[0] ?? null} />
        </>
      )}
    </DetailFrame>
  );
}

/** Where a message stands that has not left. */
function Standing({ message }: { readonly message: Message }): ReactNode {
  const { words } = useWords();
  return (
    <>
      <div>
        <StateMark tone={messageTones[message.state]}>
          {words.mail.messageStates[message.state]}
        </StateMark>
      </div>
      {message.state === 'held' ? null : <Paused />}
    </>
  );
}

/** What can be done with it. */
function Acts(props: { readonly message: Message; readonly onClose: () => void }): ReactNode {
  const { words } = useWords();
  const actions = useQueueActions();
  const { act, save, clear, isBusy } = actions;
  const [isRemoving, setRemoving] = useState(false);
  const { message, onClose } = props;
  const ids = [message.id];
  const w = words.mail.actions;
  const remove = (): void => {
    clear();
    setRemoving(true);
  };
  return (
    <>
      <div className="buttons">
        {message.state === 'held' ? (
          <Button isSmall look="primary" isBusy={isBusy} onClick={() => void act('release', ids)}>
            {w.release}
          </Button>
        ) : (
          <>
            <Button isSmall icon="send" isBusy={isBusy} onClick={() => void act('retry', ids)}>
              {w.sendNow}
            </Button>
            <Button isSmall icon="pause" isBusy={isBusy} onClick={() => void act('hold', ids)}>
              {w.hold}
            </Button>
          </>
        )}
        <Button isSmall isBusy={isBusy} onClick={() => void save(message.id)}>
          {w.save}
        </Button>
        <Button isSmall look="danger" icon="trash" onClick={remove}>
          {w.remove}
        </Button>
      </div>
      {isRemoving ? (
        <ConfirmRemove
          {...{ ids, known: [message], actions }}
          onClose={() => setRemoving(false)}
          onDone={(count) => (count === 0 ? setRemoving(false) : onClose())}
        />
      ) : (
        <Outcome actions={actions} />
      )}
    </>
  );
}

/** Why nothing goes, where that is not the message's own matter. */
function Paused(): ReactNode {
  const { words, say } = useWords();
  const route = useStatus().value?.route;
  if (route?.state !== 'paused') return null;
  if (route.by === 'operator')
    return <Notice tone="attention" title={words.mail.detail.paused} actions={<ResumeButton />} />;
  return (
    <Notice
      tone="error"
      title={say(route.cause)}
      actions={<ButtonLink place="provider">{words.mail.detail.checkProvider}</ButtonLink>}
    >
      <p>{say(route.remedy)}</p>
    </Notice>
  );
}

function MessageFacts(props: {
  readonly id: string;
  readonly message: Message | null;
  readonly row: HistoryRow | null;
}): ReactNode {
  const { words, format } = useWords();
  const { id, message, row } = props;
  const about = message ?? row;
  const w = words.mail.detail;
  return (
    <Facts
      facts={[
        [w.from, about?.sender || words.mail.nobody],
        [w.by, <Bringer key="by" user={about?.user ?? ''} peer={about?.peer ?? ''} />],
        ...(message === null
          ? []
          : ([
              [w.received, format.dateTime(message.receivedAt)],
              [w.next, <NextAttempt key="next" message={message} />],
              [w.attempts, format.number(message.attempts)],
              [w.size, format.size(message.sizeBytes)],
            ] as const)),
        [w.number, <Copyable key="id" text={id} what={w.number} />],
      ]}
    />
  );
}

function Bringer({ user, peer }: { readonly user: string; readonly peer: string }): ReactNode {
  const { words } = useWords();
  const w = words.mail.detail;
  if (user !== '') return w.byUser(user, peer);
  return peer === '' ? w.byMailroom : w.byPeer(peer);
}

function NextAttempt({ message }: { readonly message: Message }): ReactNode {
  const { words, format } = useWords();
  const now = useNow();
  const route = useStatus().value?.route;
  const w = words.mail.detail;
  if (message.state === 'held') return w.whenReleased;
  if (route?.state === 'paused') return w.afterResume;
  const { nextAttemptAt } = message;
  if (nextAttemptAt === null || nextAttemptAt <= now) return w.now;
  return (
    <span className="ticking">
      {format.time(nextAttemptAt)} ({format.relative(nextAttemptAt, now)})
    </span>
  );
}
