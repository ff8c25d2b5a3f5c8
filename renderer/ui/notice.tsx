/** Something to know: cause, and what to do about it; the other server's raw words folded away. */
import type { ReactNode } from 'react';
import type { AppError } from '../../main/contract/result.ts';
import { topicOfError } from '../help/error-topics.ts';
import { useWords } from '../words/words-context.tsx';
import { CopyButton } from './copyable.tsx';
import { StateShape } from './state-mark.tsx';
import { HelpLink } from './surface.tsx';

export type NoticeTone = 'info' | 'good' | 'attention' | 'error';

export function Notice({
  tone,
  title,
  children,
  actions,
  isAlert = false,
}: {
  readonly tone: NoticeTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read at once by a screen reader: for what just happened, not for what stands there. */
  readonly isAlert?: boolean;
}): ReactNode {
  return (
    <div className={`notice ${tone}`} role={isAlert ? 'alert' : undefined}>
      <StateShape tone={tone} size={18} />
      <div className="notice-body">
        {title ? <strong>{title}</strong> : null}
        {children}
        {actions ? <div className="buttons">{actions}</div> : null}
      </div>
    </div>
  );
}

/** A request's error, with its remedy and its help topic. */
export function ErrorNotice({
  error,
  about,
  actions,
}: {
  readonly error: AppError | null;
  /** The field that it is about, where it stands apart from it. */
  readonly about?: string | null;
  readonly actions?: ReactNode;
}): ReactNode {
  const { say } = useWords();
  if (!error) return null;
  const message = [about, say(error.message)].filter(Boolean).join(': ');
  const hint = error.hint === undefined ? '' : say(error.hint);
  return (
    <Notice
      tone="error"
      title={message}
      isAlert
      actions={
        <>
          {actions}
          <HelpLink topic={topicOfError(error.code)} about={message} />
        </>
      }
    >
      {hint === '' ? null : <p>{hint}</p>}
    </Notice>
  );
}

/** Folded away, to be copied for whoever helps. */
export function RawReply({ text }: { readonly text: string }): ReactNode {
  const { words } = useWords();
  return (
    <details>
      <summary>{words.common.rawReply}</summary>
      <pre className="raw" tabIndex={0} lang="en">
        {text}
      </pre>
      <CopyButton text={text} what={words.common.theirReply} />
    </details>
  );
}
