/** A new person or device on a page of its own, so that the slip can be printed alone. */
import type { ReactNode } from 'react';
import { BackLink } from '../ui/back-link.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Card, Page } from '../ui/surface.tsx';
import { useLeft } from '../ui/use-left.ts';
import { useWords } from '../words/words-context.tsx';
import { AddPerson, nobody } from './add-person.tsx';
import { placeToConnect } from './people-list.tsx';

export function NewPerson(): ReactNode {
  const { words } = useWords();
  const [typed, setTyped] = useLeft('new person', nobody);
  const w = words.people;
  return (
    <Page title={w.addTitle} helpTopic="people" above={<BackToPeople />}>
      <Card>
        <AddPerson
          typed={typed}
          onTyped={setTyped}
          after={(name) => (
            <>
              <ButtonLink look="primary" icon="connect" place={placeToConnect(name)}>
                {w.connectProgram}
              </ButtonLink>
              <ButtonLink place="people">{w.backToList}</ButtonLink>
            </>
          )}
        />
      </Card>
    </Page>
  );
}

export function BackToPeople(): ReactNode {
  const { words } = useWords();
  return <BackLink place="people">{words.people.backToList}</BackLink>;
}
