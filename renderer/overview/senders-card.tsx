/** Addresses that may send now: by whom, for how long still; closing one asks nothing and can be taken back. */
import { useState, type ReactNode } from 'react';
import type { WindowView } from '../../main/contract/people.ts';
import { isPublic } from '../connect/offer/network-contains.ts';
import { firstError } from '../link/first-error.ts';
import { usePopAuth, useTrusted, usePeople, useWindows } from '../link/office-facts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Empty, HelpLink } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words-context.tsx';
import { CloseAll } from './close-all.tsx';
import { Closed, useClosing } from './closing.tsx';

export function SendersCard({
  doWindowsCount,
}: {
  /** False while nobody may send because of them. */
  readonly doWindowsCount: boolean;
}): ReactNode {
  const { words } = useWords();
  const { value: windows, error } = useWindows();
  const [isClosingAll, setClosingAll] = useState(false);
  const closing = useClosing(windows);
  const w = words.overview.senders;
  // Or it would ask again by itself, once they count again.
  if (isClosingAll && !doWindowsCount) setClosingAll(false);
  if (!doWindowsCount || windows === null)
    return <Card title={w.title}>{doWindowsCount ? <NotYet error={error} /> : <Unusable />}</Card>;
  const closeAll = (
    <Button look="plain" isSmall onClick={() => setClosingAll(true)}>
      {w.closeAll}
    </Button>
  );
  return (
    <Card title={w.title} actions={windows.length === 0 ? null : closeAll}>
      <Closed closing={closing} />
      {windows.length === 0 ? (
        <Nobody />
      ) : (
        <>
          <p className="soft">{w.lead}</p>
          <div className="senders-table">
            <Senders windows={windows} onClose={(window) => void closing.close(window)} />
          </div>
        </>
      )}
      {isClosingAll ? (
        <CloseAll
          addresses={new Set(windows.map(({ address }) => address)).size}
          onClose={() => setClosingAll(false)}
        />
      ) : null}
    </Card>
  );
}

function Unusable(): ReactNode {
  const { words } = useWords();
  const w = words.overview.senders;
  return (
    <Empty>
      <span>{w.unusable}</span>
      <span>{w.noneHint}</span>
    </Empty>
  );
}

function Senders(props: {
  readonly windows: readonly WindowView[];
  readonly onClose: (window: WindowView) => void;
}): ReactNode {
  const { words, format } = useWords();
  const w = words.overview.senders;
  return (
    <Table
      caption={w.title}
      rows={[...props.windows].sort((a, b) => b.expiresAt - a.expiresAt)}
      keyOf={({ address, user }) => `${address} ${user}`}
      columns={[
        { id: 'user', title: w.user, cell: ({ user }) => user },
        { id: 'address', title: w.address, cell: (window) => <Address window={window} /> },
        { id: 'left', title: w.left, cell: (window) => <TimeLeft window={window} /> },
        {
          id: 'relayed',
          title: w.relayed,
          isNumber: true,
          cell: ({ relayed }) => format.number(relayed),
        },
        {
          id: 'close',
          isAction: true,
          title: <span className="visually-hidden">{w.close}</span>,
          cell: (window) => <End {...{ window }} onClose={() => props.onClose(window)} />,
        },
      ]}
    />
  );
}

/** Where it is, how it came to be open, and whether strangers share it. */
function Address({ window }: { readonly window: WindowView }): ReactNode {
  const { words } = useWords();
  const { address, source } = window;
  const w = words.overview.senders;
  return (
    <>
      <span className="selectable">{address}</span>
      {source === 'operator' ? <span className="soft"> ({w.byHand})</span> : null}
      {isPublic(address) ? <div className="soft">{w.isPublic}</div> : null}
    </>
  );
}

function End(props: { readonly window: WindowView; readonly onClose: () => void }): ReactNode {
  const { words } = useWords();
  const { user, address } = props.window;
  const w = words.overview.senders;
  return (
    <Button
      look="plain"
      isSmall
      icon="close"
      aria-label={w.closeOf(user, address)}
      onClick={props.onClose}
    >
      {w.close}
    </Button>
  );
}

/** Counts each second by itself, so that nothing else is drawn again. */
function TimeLeft({ window }: { readonly window: WindowView }): ReactNode {
  const { format } = useWords();
  const left = Math.max(0, window.expiresAt - useNow());
  const whole = Math.max(1, window.expiresAt - window.grantedAt);
  return (
    <span className="time-left" role="timer">
      <span className="ticking">{format.countdown(left)}</span>
      <span className="time-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, (left / whole) * 100)}%` }} />
      </span>
    </span>
  );
}

/** Why nobody is there, and what would change that. */
function Nobody(): ReactNode {
  const { words } = useWords();
  const answers = [usePeople(), useTrusted(), usePopAuth()] as const;
  const [{ value: users }, { value: trusted }, { value: popAuth }] = answers;
  const w = words.overview.senders;
  if (users === null || trusted === null || popAuth === null)
    return <NotYet error={firstError(answers)} />;
  if (users.length + trusted.length === 0)
    return (
      <Empty>
        <strong>{w.nobody}</strong>
        <span>{w.nobodyHint}</span>
        <ButtonLink place="people">{words.overview.next.peopleGo}</ButtonLink>
      </Empty>
    );
  if (!popAuth.enabled)
    return (
      <Empty>
        <span>{w.off}</span>
        <span>{w.offHint}</span>
        <ButtonLink place="security">{w.offGo}</ButtonLink>
      </Empty>
    );
  return (
    <Empty>
      <span>{w.none(popAuth.windowMinutes)}</span>
      <span>{w.noneHint}</span>
      <HelpLink topic="pop-before-smtp" about={w.title} />
    </Empty>
  );
}
