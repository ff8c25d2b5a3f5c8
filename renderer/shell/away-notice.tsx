/** Says that the relay does not answer, or has not yet; nothing while it does. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { topicOfError } from '../help/error-topics.ts';
import { useRelay } from '../link/relay-context.tsx';
import { useLive } from '../link/use-live.ts';
import { Notice, type NoticeTone } from '../ui/notice.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export const useFrameStatus = () => useLive('status:get', {}, ['queue', 'relay', 'tick']);

/** Why the relay gives no answer: it does not run, it hangs, or has another version. Null while it answers. */
export function useSilence(): 'away' | 'silent' | 'other' | null {
  // By its answers, not by what is pushed when it goes: the page may have been made after that.
  const code = useFrameStatus().error?.code;
  if (code === 'control.silent') return 'silent';
  if (code === 'control.other-version') return 'other';
  return code === 'control.away' ? 'away' : null;
}

export function AwayNotice(): ReactNode {
  const { words, say } = useWords();
  const silence = useSilence();
  const remedy = useFrameStatus().error?.hint ?? '';
  const { late } = useRelay();
  const isLate = useSyncExternalStore(late.onChange, late.isLate);
  const { relayAway, relayLate, relayOther, relaySilent } = words.common;
  if (silence === 'away' || silence === 'other')
    return (
      <Said tone="error" title={silence === 'away' ? relayAway : relayOther}>
        <p>{say(remedy)}</p>
      </Said>
    );
  if (silence === 'silent') return <Said tone="error" title={relaySilent} />;
  return isLate ? <Said tone="attention" title={relayLate} /> : null;
}

/** What to do if it lasts stands in the help. */
function Said(props: {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
}): ReactNode {
  const topic = topicOfError('control.away');
  return <Notice {...props} isAlert actions={<HelpLink topic={topic} about={props.title} />} />;
}
