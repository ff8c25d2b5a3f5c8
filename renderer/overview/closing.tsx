/** Closing one window: done at once, said, and taken back with one click. */
import { useEffect, useState, type ReactNode } from 'react';
import type { WindowView } from '../../main/contract/people.ts';
import type { AppError } from '../../main/contract/result.ts';
import { usePopAuth } from '../link/office-facts.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export interface Closing {
  /** Null again once it is open again, whoever opened it: then it is no longer true. */
  readonly last: WindowView | null;
  readonly error: AppError | null;
  readonly isBusy: boolean;
  readonly close: (window: WindowView) => Promise<void>;
  readonly reopen: () => Promise<void>;
  readonly forget: () => void;
}

export function useClosing(windows: readonly WindowView[] | null): Closing {
  const { ask, error, isBusy } = useAsk();
  const { words } = useWords();
  const announce = useAnnounce();
  const minutes = usePopAuth().value?.windowMinutes ?? 0;
  const [closed, setClosed] = useState<WindowView | null>(null);
  const isAgain = closed !== null && isOpenAgain(closed, windows ?? []);
  const last = isAgain ? null : closed;
  useEffect(() => {
    if (isAgain) setClosed(null);
  }, [isAgain]);
  const w = words.overview.senders;
  return {
    ...{ last, error, isBusy },
    async close(window) {
      const { address, user } = window;
      const result = await ask('windows:close', { address, user });
      if (!result.ok) return;
      setClosed(window);
      announce(w.closed(user, address));
    },
    async reopen() {
      if (last === null) return;
      const { address, user } = last;
      const result = await ask('windows:open', { address, user });
      if (!result.ok) return;
      setClosed(null);
      announce(w.reopened(user, address, minutes));
    },
    forget: () => setClosed(null),
  };
}

/** The list may still hold it as it was. */
const isOpenAgain = (closed: WindowView, windows: readonly WindowView[]): boolean =>
  windows.some(
    ({ address, user, grantedAt }) =>
      address === closed.address && user === closed.user && grantedAt !== closed.grantedAt,
  );

export function Closed({ closing }: { readonly closing: Closing }): ReactNode {
  const { words } = useWords();
  const { last, error, isBusy, reopen, forget } = closing;
  const w = words.overview.senders;
  return (
    <>
      <ErrorNotice error={error} />
      {last === null ? null : (
        <Notice
          tone="info"
          title={w.closed(last.user, last.address)}
          actions={
            <>
              <Button isBusy={isBusy} onClick={() => void reopen()}>
                {w.reopen}
              </Button>
              <Button look="plain" onClick={forget}>
                {words.common.ok}
              </Button>
            </>
          }
        >
          <p>{w.closedHint}</p>
        </Notice>
      )}
    </>
  );
}
