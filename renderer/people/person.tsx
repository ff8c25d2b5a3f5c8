/** One person or device: access, what they may do right now, addresses, password, and removal. */
import { useEffect, useState, type ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import type { AppError } from '../../main/contract/result.ts';
import { useAsk } from '../link/use-ask.ts';
import { usePeople } from '../link/office-facts.ts';
import { useLive } from '../link/use-live.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Switch } from '../ui/choice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card, Facts, Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { BackToPeople } from './new-person.tsx';
import { OldDevice } from './old-device.tsx';
import { LastSignIn, PersonState, placeToConnect } from './people-list.tsx';
import { PersonAddresses } from './person-addresses.tsx';
import { PersonPassword } from './person-password.tsx';
import { PersonWindows } from './person-windows.tsx';
import { RemovePerson } from './remove-person.tsx';

export function Person({ name }: { readonly name: string }): ReactNode {
  const { words } = useWords();
  /** Said by who is gone himself a moment later. */
  const [left, setLeft] = useState<AppError | null>(null);
  const { value: users, error } = usePeople();
  const user = users?.find((one) => one.name === name);
  const isGone = users !== null && user === undefined;
  useEffect(() => {
    if (!isGone) return undefined;
    // What had the keyboard may have gone with the person.
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('#content h1')?.focus();
    // Somebody of that name is there again: of whoever follows it is not true.
    return () => setLeft(null);
  }, [isGone]);
  return (
    <Page title={name} helpTopic="people" above={<BackToPeople />}>
      {user ? (
        <About user={user} onLeft={setLeft} />
      ) : users === null ? (
        <NotYet error={error} />
      ) : left === null ? (
        <Notice tone="attention" title={words.people.gone(name)} />
      ) : (
        <ErrorNotice error={left} />
      )}
    </Page>
  );
}

function About({
  user,
  onLeft,
}: {
  readonly user: UserView;
  readonly onLeft: (error: AppError) => void;
}): ReactNode {
  return (
    <>
      <Access user={user} />
      <div className="columns">
        <PersonWindows user={user} />
        <PersonAddresses user={user} />
      </div>
      <PersonPassword user={user} />
      <OldDevice user={user} />
      <RemovePerson user={user} onLeft={onLeft} />
    </>
  );
}

function Access({ user }: { readonly user: UserView }): ReactNode {
  const { words, format } = useWords();
  const { ask, error } = useAsk();
  const { name } = user;
  const w = words.people;
  return (
    <Card
      title={w.access}
      actions={
        <ButtonLink icon="connect" look="primary" place={placeToConnect(name)}>
          {w.connectProgram}
        </ButtonLink>
      }
    >
      <Facts
        facts={[
          [w.columns.state, <PersonState key="state" user={user} />],
          [w.columns.lastSignIn, <LastSignIn key="last" user={user} />],
          [w.mailbox, <Mailbox key="mailbox" name={name} />],
          [w.created, format.dateTime(user.createdAt)],
        ]}
      />
      <Switch
        label={w.allowed}
        hint={w.allowedHint}
        isOn={user.enabled}
        onToggle={(enabled) => ask('users:set-enabled', { name, enabled })}
      />
      <ErrorNotice error={error} />
    </Card>
  );
}

/** How much waits in it to be fetched. */
function Mailbox({ name }: { readonly name: string }): ReactNode {
  const { words, format, say } = useWords();
  const { value, error } = useLive('users:mailbox', { name }, ['pop3', 'queue', 'tick']);
  const w = words.people;
  if (value === null) return say(error?.message ?? '');
  const { messages, sizeBytes } = value;
  if (messages === 0) return w.mailboxEmpty;
  const count = words.common.messages(messages, format.number(messages));
  return w.mailboxHolds(count, format.size(sizeBytes));
}
