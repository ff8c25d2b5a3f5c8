/** Where mail goes, whether it is taken there, and what a person can do about sending. */
import type { ReactNode } from 'react';
import type { RouteState } from '../../main/contract/mail.ts';
import type { StatusView } from '../../main/contract/status.ts';
import { useCounts, useProvider } from '../link/office-facts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Card, Facts } from '../ui/surface.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words-context.tsx';
import { ResumeButton } from './resume-button.tsx';
import { useSending } from './use-sending.ts';

export function ProviderCard({
  status,
  isKnown,
}: {
  readonly status: StatusView;
  readonly isKnown: boolean;
}): ReactNode {
  const { words } = useWords();
  const w = words.overview.provider;
  return (
    <Card
      title={w.title}
      actions={
        <ButtonLink look="plain" isSmall place="provider" label={`${w.change}: ${w.title}`}>
          {w.change}
        </ButtonLink>
      }
    >
      <Facts
        facts={[
          [w.goesTo, <Destination key="to" />],
          [w.state, <Route key="state" route={isKnown ? status.route : null} />],
          [w.lastSent, <LastSent key="last" />],
        ]}
      />
      <SendingButtons {...{ status, isKnown }} />
    </Card>
  );
}

function Destination(): ReactNode {
  const { words } = useWords();
  const provider = useProvider().value;
  if (provider === null) return '–';
  const w = words.overview.provider;
  return provider.kind === 'practice' ? w.practice : w.server(provider.host, provider.port);
}

/** Null is not known: what it was last may be long over. */
function Route({ route }: { readonly route: RouteState | null }): ReactNode {
  const { words, format } = useWords();
  const w = words.overview.provider;
  if (route === null) return <StateMark tone="idle">{words.overview.unknown}</StateMark>;
  if (route.state === 'open') return <StateMark tone="good">{w.open}</StateMark>;
  if (route.by === 'operator')
    return <StateMark tone="paused">{w.pausedByYou(format.time(route.since))}</StateMark>;
  return (
    <span className="row">
      <StateMark tone="error">{w.fault}</StateMark>
      <NextTry at={route.nextTryAt} />
    </span>
  );
}

function NextTry({ at }: { readonly at: number }): ReactNode {
  const { words, format } = useWords();
  const left = at - useNow();
  const w = words.overview.provider;
  return (
    <span className="soft ticking">{left > 0 ? w.nextTry(format.countdown(left)) : w.tryNow}</span>
  );
}

const lastSentEveryMs = 30_000;

function LastSent(): ReactNode {
  const { words, format } = useWords();
  const counts = useCounts().value;
  const now = useNow(lastSentEveryMs);
  if (counts === null) return '–';
  const at = counts.lastSentAt;
  if (at === null) return words.overview.provider.never;
  return <span title={format.dateTime(at)}>{format.ago(at, now)}</span>;
}

function SendingButtons({
  status,
  isKnown,
}: {
  readonly status: StatusView;
  /** False while nobody is there who could do it. */
  readonly isKnown: boolean;
}): ReactNode {
  const { words } = useWords();
  const { pause, sendNow, isBusy, error } = useSending();
  const { route, queue } = status;
  const isPaused = route.state === 'paused' && route.by === 'operator';
  return (
    <>
      <div className="buttons">
        {isPaused ? (
          <ResumeButton look="secondary" disabled={!isKnown} />
        ) : (
          <>
            <Button icon="pause" disabled={!isKnown} isBusy={isBusy} onClick={() => void pause()}>
              {words.overview.pause}
            </Button>
            <Button
              icon="send"
              disabled={!isKnown || queue.waiting === 0}
              isBusy={isBusy}
              onClick={() => void sendNow()}
            >
              {words.overview.sendNow}
            </Button>
          </>
        )}
      </div>
      <ErrorNotice error={error} />
    </>
  );
}
