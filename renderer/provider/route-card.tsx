/** Whether mail goes out right now; if not: cause, what to do, and the provider's own words folded away. */
import type { ReactNode } from 'react';
import type { RouteState } from '../../main/contract/mail.ts';
import { useAsk } from '../link/use-ask.ts';
import { useCounts, useStatus } from '../link/office-facts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice, RawReply } from '../ui/notice.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { MayBeOld, NotYet } from '../ui/not-yet.tsx';
import { Card, HelpLink } from '../ui/surface.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words-context.tsx';
import { problemTopics } from '../help/error-topics.ts';

export function RouteCard(): ReactNode {
  const { words, format } = useWords();
  const { ask, isBusy, error } = useAsk();
  const { value: status, error: unread } = useStatus();
  const counts = useCounts().value;
  const w = words.provider.route;
  if (status === null)
    return (
      <Card title={w.title}>
        <NotYet error={unread} />
      </Card>
    );
  const { route, queue } = status;
  const waiting = queue.waiting + queue.sending + queue.held;
  const isPaused = route.state === 'paused' && route.by === 'operator';
  return (
    <Card
      title={w.title}
      actions={
        <Button
          icon={isPaused ? 'play' : 'pause'}
          // Nobody is there who could do it.
          disabled={unread !== null}
          isBusy={isBusy}
          onClick={() => void ask(isPaused ? 'queue:resume' : 'queue:pause', {})}
        >
          {isPaused ? w.resume : w.pause}
        </Button>
      }
    >
      <MayBeOld error={unread} />
      {unread === null ? (
        <>
          <Route route={route} />
          <p className="soft">
            {waiting === 0
              ? w.nothingWaits
              : w.waiting(words.common.messages(waiting, format.number(waiting)))}{' '}
            <LastSent at={counts?.lastSentAt ?? null} />
          </p>
        </>
      ) : (
        <StateMark tone="idle">{words.overview.state.unknown}</StateMark>
      )}
      <ErrorNotice error={error} />
    </Card>
  );
}

function Route({ route }: { readonly route: RouteState }): ReactNode {
  const { words, format } = useWords();
  const w = words.provider.route;
  if (route.state === 'open')
    return (
      <StateMark tone="good">
        <strong>{w.open}</strong>
      </StateMark>
    );
  if (route.by === 'fault') return <Fault route={route} />;
  return (
    <Notice tone="attention" title={w.paused}>
      <p>{w.pausedHint}</p>
      <p className="soft">{w.since(format.time(route.since))}</p>
    </Notice>
  );
}

type Faulty = Extract<RouteState, { by: 'fault' }>;

function Fault({ route }: { readonly route: Faulty }): ReactNode {
  const { words, say, format } = useWords();
  const { ask, isBusy, error } = useAsk();
  const now = useNow();
  const w = words.provider.route;
  return (
    <Notice
      tone="error"
      title={`${w.fault} ${say(route.cause)}`}
      actions={
        <>
          <Button icon="send" isBusy={isBusy} onClick={() => void ask('queue:retry', {})}>
            {w.retry}
          </Button>
          <HelpLink topic={problemTopics[`route.${route.stage}`]} about={say(route.cause)} />
        </>
      }
    >
      <p>{say(route.remedy)}</p>
      <p className="soft">
        {w.faultHint} {w.since(format.time(route.since))}{' '}
        {w.nextTry(format.relative(Math.max(route.nextTryAt, now), now))}
      </p>
      {route.reply === null ? null : <RawReply text={route.reply} />}
      <ErrorNotice error={error} />
    </Notice>
  );
}

function LastSent({ at }: { readonly at: number | null }): ReactNode {
  const { words, format } = useWords();
  return at === null ? null : words.provider.route.lastSent(format.time(at));
}
