/** One connection with every word that was said in it, secrets masked by the relay. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { SessionLine, SessionTranscript, SessionView } from '../../main/contract/sessions.ts';
import { mailPlace } from '../mail/mail-place.ts';
import { DetailFrame, type DetailProps } from '../ui/detail-frame.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { CopyButton } from '../ui/copyable.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Notice } from '../ui/notice.tsx';
import { Empty, Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { refusalIn, transcriptText } from './transcript-text.ts';
import { useTranscript } from './use-transcript.ts';

export function SessionDetail({
  version,
  ...detail
}: DetailProps & {
  /** Changes with every line that was said. */
  readonly version: string;
}): ReactNode {
  const { words } = useWords();
  const { transcript, error } = useTranscript(Number(detail.id), version);
  const w = words.activity.detail;
  const isGone = error?.code === 'sessions.unknown';
  if (transcript === null)
    return (
      <DetailFrame title={w.said} detail={detail}>
        {isGone ? (
          <Empty>
            <strong>{w.gone}</strong>
            <span>{w.goneHint}</span>
          </Empty>
        ) : (
          <NotYet error={error} />
        )}
      </DetailFrame>
    );
  const { session } = transcript;
  return (
    <DetailFrame title={w.title(session.user || session.peer)} detail={detail}>
      {isGone ? <Notice tone="info" title={w.gone} /> : null}
      <SessionFacts session={session} isKnown={error === null} />
      <div className="row said-head">
        <h3>{w.said}</h3>
        <CopyButton text={transcriptText(transcript)} what={w.copy} />
      </div>
      <Lines transcript={transcript} />
    </DetailFrame>
  );
}

function SessionFacts({
  session: { peer, listener, startedAt, endedAt, isSecure },
  isKnown,
}: {
  readonly session: SessionView;
  /** False where the relay does not say so any more: what was open then may have ended. */
  readonly isKnown: boolean;
}): ReactNode {
  const { words, format } = useWords();
  const w = words.activity.detail;
  const ended = endedAt === null ? w.stillOpen : format.timeWithSeconds(endedAt);
  return (
    <Facts
      facts={[
        [w.from, peer],
        [w.port, words.states.listeners[listener]],
        [w.began, format.timeWithSeconds(startedAt)],
        ...(isKnown || endedAt !== null ? [[w.ended, ended] as const] : []),
        [w.secure, isSecure ? words.common.yes : words.common.no],
      ]}
    />
  );
}

/** Follows what is said, unless the person has scrolled up to read. */
function Lines({ transcript }: { readonly transcript: SessionTranscript }): ReactNode {
  const { words, format } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const { session, lines } = transcript;
  const earlier = session.lineCount - lines.length;
  const w = words.activity.detail;
  useEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [session.lineCount]);
  return (
    <div
      ref={box}
      className="said selectable"
      role="region"
      aria-label={w.said}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 8;
      }}
    >
      {earlier > 0 ? <p className="soft">{w.earlier(earlier, format.number(earlier))}</p> : null}
      <ol>
        {lines.map((line, index) => (
          <Line
            key={earlier + index}
            line={line}
            showsTime={secondOf(line) !== secondOf(lines[index - 1])}
          />
        ))}
      </ol>
    </div>
  );
}

const secondOf = (line: SessionLine | undefined): number =>
  line === undefined ? 0 : Math.floor(line.at / 1_000);

function Line({
  line: { at, direction, line },
  showsTime,
}: {
  readonly line: SessionLine;
  /** Only where the second is another than that of the line before. */
  readonly showsTime: boolean;
}): ReactNode {
  const { words, format } = useWords();
  const refusal = direction === 'out' ? refusalIn(line) : null;
  const w = words.activity.detail;
  return (
    <li data-direction={direction}>
      {showsTime ? <span className="said-time">{format.timeWithSeconds(at)}</span> : null}
      <span className="said-who">{direction === 'in' ? w.program : w.mailroom}</span>
      <span className="said-line">
        <span lang="en">{line}</span>
        {refusal === null ? null : (
          <ButtonLink
            look="plain"
            isSmall
            place={mailPlace({ kind: 'refused', state: null, id: refusal, text: '' })}
          >
            {w.why}
            <span className="visually-hidden"> {w.whyOf(refusal)}</span>
          </ButtonLink>
        )}
      </span>
    </li>
  );
}
