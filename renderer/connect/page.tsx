/** Connect a mail program: first who and which, then the page of that program. */
import type { ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { usePeople } from '../link/office-facts.ts';
import { useRoute } from '../shell/route.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Empty, Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { useOffice } from './offer/use-office.ts';
import { Picker } from './picker.tsx';
import { connectPlace } from './place.ts';
import { ProgramPage } from './program-page.tsx';
import { programOf } from './programs/index.ts';
import './page.css';
import './print.css';

export function ConnectPage(): ReactNode {
  const { words } = useWords();
  const place = connectPlace(useRoute());
  const { value: users, error: unlisted } = usePeople();
  const { office, error: unread } = useOffice();
  const program = programOf(place.program);
  const person = personFor(place.user, users ?? []);
  if (program && person && users && office)
    return <ProgramPage key={program.id} {...{ program, person, users, office, place }} />;
  const w = words.connect.page;
  return (
    <Page title={words.shell.pages.connect} helpTopic="smtp-auth" lead={w.lead}>
      {users === null || (program && person && office === null) ? (
        <NotYet error={users === null ? unlisted : unread} />
      ) : (
        <>
          <UnknownPerson name={place.user} isKnown={person !== undefined} />
          {users.length === 0 ? <Nobody /> : <Picker {...{ place, users }} person={person} />}
        </>
      )}
    </Page>
  );
}

/** Who is gone is nobody: the page of another person in that place would be followed by the wrong one. */
const personFor = (wanted: string | null, users: readonly UserView[]): UserView | undefined =>
  wanted === null ? users[0] : users.find(({ name }) => name === wanted);

function UnknownPerson({
  name,
  isKnown,
}: {
  readonly name: string | null;
  readonly isKnown: boolean;
}): ReactNode {
  const { words } = useWords();
  if (name === null || isKnown) return null;
  return <Notice tone="attention" title={words.connect.page.unknownPerson(name)} />;
}

function Nobody(): ReactNode {
  const { words } = useWords();
  const w = words.connect.page;
  return (
    <Empty>
      <p>{w.noPeople}</p>
      <ButtonLink look="primary" icon="add" place="people?new">
        {w.addPeople}
      </ButtonLink>
    </Empty>
  );
}
