/** Everybody at a glance: who may sign in, when they last did, and from where they may send right now. */
import { useState, type ReactNode } from 'react';
import type { UserView, WindowView } from '../../main/contract/people.ts';
import { usePeople, useWindowsInForce } from '../link/office-facts.ts';
import { hrefOf } from '../shell/route.ts';
import { ButtonLink } from '../ui/button.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Card, Empty, Page } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { useAnnouncedSearch } from '../ui/use-announced-search.ts';
import { useNow } from '../ui/use-now.ts';
import { useSettled } from '../ui/use-settled.ts';
import { useWords } from '../words/words-context.tsx';
import { Damage, useDamage } from './damage.tsx';

export const placeOfPerson = (name: string): string => `people/${encodeURIComponent(name)}`;
export const placeToConnect = (name: string): string => `connect?user=${encodeURIComponent(name)}`;

export function PeopleList(): ReactNode {
  const { words } = useWords();
  const { value: users, error } = usePeople();
  const isDamaged = useDamage() !== null;
  const w = words.people;
  const add = (
    <ButtonLink look="primary" icon="add" place="people?new">
      {w.add}
    </ButtonLink>
  );
  return (
    <Page
      title={words.shell.pages.people}
      lead={w.lead}
      helpTopic="people"
      actions={users?.length === 0 ? null : add}
    >
      <Damage />
      {users === null ? (
        <NotYet error={error} />
      ) : users.length === 0 ? (
        <Card>
          <Empty>
            <p>{isDamaged ? w.noneReadable : w.none}</p>
            {add}
          </Empty>
        </Card>
      ) : (
        <People users={users} />
      )}
    </Page>
  );
}

/** From so many on one looks for a name, rather than through all of them. */
const many = 15;

function People({ users }: { readonly users: readonly UserView[] }): ReactNode {
  const { words, format } = useWords();
  const [text, setText] = useState('');
  const isLong = users.length >= many;
  const settled = useSettled(text).trim();
  const wanted = isLong ? settled : '';
  const found = users.filter((user) => isMeant(user, wanted.toLowerCase()));
  const { none } = words.mail.empty;
  const outcome = found.length === 0 ? none(wanted) : words.mail.found(format.number(found.length));
  useAnnouncedSearch({ text: wanted, isAnswered: true, outcome });
  return (
    <Card>
      {isLong ? (
        <div className="list-tools">
          <SearchField label={words.people.search} value={text} onText={setText} />
        </div>
      ) : null}
      {found.length === 0 ? <Empty>{none(wanted)}</Empty> : <PeopleTable users={found} />}
    </Card>
  );
}

const isMeant = ({ name, aliases }: UserView, wanted: string): boolean =>
  [name, ...aliases].some((one) => one.toLowerCase().includes(wanted));

function PeopleTable({ users }: { readonly users: readonly UserView[] }): ReactNode {
  const { words } = useWords();
  const windows = useWindowsInForce();
  const { columns: titles } = words.people;
  return (
    <Table
      caption={words.people.list}
      stacks
      rows={users}
      keyOf={({ name }) => name}
      columns={[
        { id: 'name', title: titles.name, cell: (user) => <Who user={user} /> },
        { id: 'state', title: titles.state, cell: (user) => <PersonState user={user} /> },
        { id: 'last', title: titles.lastSignIn, cell: (user) => <LastSignIn user={user} /> },
        {
          id: 'windows',
          title: titles.windows,
          cell: ({ name }) =>
            windows.value === null ? (
              <span className="soft">{windows.error && words.common.notKnown}</span>
            ) : (
              <TimesLeft windows={windows.value.filter(({ user }) => user === name)} />
            ),
        },
        {
          id: 'connect',
          isAction: true,
          title: <span className="visually-hidden">{titles.connect}</span>,
          cell: ({ name }) => (
            <ButtonLink look="plain" isSmall icon="connect" place={placeToConnect(name)}>
              {words.people.connect}
              <span className="visually-hidden"> {name}</span>
            </ButtonLink>
          ),
        },
      ]}
    />
  );
}

function Who({ user }: { readonly user: UserView }): ReactNode {
  return (
    <div className="person-names">
      <a className="person-link" href={hrefOf(placeOfPerson(user.name))}>
        {user.name}
      </a>
      {user.aliases.length === 0 ? null : <div className="soft">{user.aliases.join(', ')}</div>}
    </div>
  );
}

export function PersonState({ user }: { readonly user: UserView }): ReactNode {
  const { words } = useWords();
  return user.enabled ? (
    <StateMark tone="good">{words.people.enabled}</StateMark>
  ) : (
    <StateMark tone="idle">{words.people.disabled}</StateMark>
  );
}

export function LastSignIn({ user }: { readonly user: UserView }): ReactNode {
  const { words, format } = useWords();
  const now = useNow(30_000);
  if (user.lastSignInAt === null) return <span className="soft">{words.people.never}</span>;
  return (
    <>
      <span title={format.dateTime(user.lastSignInAt)}>{format.ago(user.lastSignInAt, now)}</span>{' '}
      {user.lastSignInFrom === null ? null : (
        <div className="soft">{words.people.from(user.lastSignInFrom)}</div>
      )}
    </>
  );
}

function TimesLeft({ windows }: { readonly windows: readonly WindowView[] }): ReactNode {
  const { words, format } = useWords();
  const now = useNow(1_000, windows.length > 0);
  const open = windows.filter(({ expiresAt }) => expiresAt > now);
  if (open.length === 0) return <span className="soft cell-none">–</span>;
  return open.map(({ address, expiresAt }) => (
    <div key={address} className="person-window">
      <span>{address}</span>{' '}
      <span className="soft">{words.people.timeLeft(format.countdown(expiresAt - now))}</span>
    </div>
  ));
}
