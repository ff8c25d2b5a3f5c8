/** From which addresses this person may send right now, counting down; each can be ended. */
import type { ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { useAsk } from '../link/use-ask.ts';
import { doWindowsCount, usePopAuth, useStatus, useWindowsInForce } from '../link/office-facts.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words-context.tsx';

export function PersonWindows({ user }: { readonly user: UserView }): ReactNode {
  const { words, format } = useWords();
  const announce = useAnnounce();
  const { ask, error } = useAsk();
  const { value: all, error: unread } = useWindowsInForce();
  const isOff = usePopAuth().value?.enabled === false;
  const isUsable = doWindowsCount(useStatus().value);
  const now = useNow();
  const open = (all ?? []).filter((one) => one.user === user.name && one.expiresAt > now);
  const w = words.people.windows;
  const close = async (address: string): Promise<void> => {
    const closed = await ask('windows:close', { address, user: user.name });
    if (closed.ok) announce(w.closed(address));
  };
  return (
    <Card title={w.title}>
      <p className="soft">
        {isOff ? w.switchedOff : isUsable ? w.hint : words.overview.senders.unusable}
      </p>
      {all === null ? (
        <NotYet error={unread} />
      ) : open.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <ul className="plain-list">
          {open.map(({ address, expiresAt }) => (
            <li key={address} className="row">
              <code>{address}</code>
              <span className="grow">
                {words.people.timeLeft(format.countdown(expiresAt - now))}
              </span>
              <Button isSmall onClick={() => void close(address)}>
                {w.close}
                <span className="visually-hidden"> {address}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ErrorNotice error={error} />
    </Card>
  );
}
