/** Removes a person after one question that names what is lost. */
import { useState, type ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import type { AppError } from '../../main/contract/result.ts';
import { useAsk } from '../link/use-ask.ts';
import { useWindowsInForce } from '../link/office-facts.ts';
import { useLive } from '../link/use-live.ts';
import { go, isAt } from '../shell/route.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { placeOfPerson } from './people-list.tsx';

export function RemovePerson({
  user,
  onLeft,
}: {
  readonly user: UserView;
  /** The person is gone, the mailbox is not: this card goes with the person. */
  readonly onLeft: (error: AppError) => void;
}): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [isAsking, setAsking] = useState(false);
  const { name } = user;
  const w = words.people.remove;
  const remove = async (): Promise<void> => {
    const removed = await ask('users:remove', { name });
    setAsking(false);
    if (!removed.ok && removed.error.code === 'users.mailbox-left') onLeft(removed.error);
    if (!removed.ok) return;
    announce(w.done(name));
    if (isAt(placeOfPerson(name))) go('people');
  };
  return (
    <Card title={w.title}>
      <div className="row">
        <p className="soft grow">{w.hint}</p>
        <Button look="danger" icon="trash" onClick={() => setAsking(true)}>
          {w.open(name)}
        </Button>
      </div>
      <ErrorNotice error={error} />
      {isAsking ? (
        <Confirm
          title={w.question(name)}
          action={w.action(name)}
          isBusy={isBusy}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <Losses user={user} />
        </Confirm>
      ) : null}
    </Card>
  );
}

function Losses({ user }: { readonly user: UserView }): ReactNode {
  const { words, format, say } = useWords();
  const { name, aliases } = user;
  const { value: mailbox, error } = useLive('users:mailbox', { name }, ['pop3', 'queue']);
  const windows = useWindowsInForce().value ?? [];
  const addresses = windows.filter((one) => one.user === name).map(({ address }) => address);
  const w = words.people.remove;
  const mail =
    mailbox === null
      ? error === null
        ? words.common.loading
        : `${say(error.message)} ${w.losesUnread}`
      : mailbox.messages === 0
        ? w.losesNoMail
        : w.losesMail(
            words.common.messages(mailbox.messages, format.number(mailbox.messages)),
            format.size(mailbox.sizeBytes),
          );
  return (
    <ul className="losses">
      <li>{mail}</li>
      {addresses.length === 0 ? null : <li>{w.losesWindows(addresses.join(', '))}</li>}
      {aliases.length === 0 ? null : <li>{w.losesAddresses(aliases.join(', '))}</li>}
      <li>{w.losesAccess}</li>
    </ul>
  );
}
