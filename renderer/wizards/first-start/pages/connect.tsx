/** Page 9: the values to type, and the way to the pages for each program. */
import { useState, type ReactNode } from 'react';
import type { Office } from '../../../connect/offer/office.ts';
import { openPorts } from '../../../connect/offer/offer.ts';
import { bestServer } from '../../../connect/offer/servers.ts';
import { OnlyHere } from '../../../connect/only-here.tsx';
import { useOffice } from '../../../connect/offer/use-office.ts';
import { usePeople } from '../../../link/office-facts.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Copyable } from '../../../ui/copyable.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { NotYet } from '../../../ui/not-yet.tsx';
import { Card, Facts } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function ConnectStep(): ReactNode {
  const { words } = useWords();
  const users = usePeople().value ?? [];
  const { office, error } = useOffice();
  const [picked, setPicked] = useState('');
  const w = words.wizard.connect;
  const person = picked || (users[0]?.name ?? '');
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="smtp-auth" canSkip>
      <Card>
        {users.length === 0 ? null : (
          <SelectField
            label={w.person}
            value={person}
            options={users.map(({ name }) => ({ value: name, label: name }))}
            onPick={setPicked}
          />
        )}
        <div className="buttons">
          <ButtonLink
            icon="connect"
            place={person === '' ? 'connect' : `connect?user=${encodeURIComponent(person)}`}
          >
            {w.open}
          </ButtonLink>
        </div>
      </Card>
      <Card title={w.values}>
        {office === null ? <NotYet error={error} /> : <Values office={office} />}
      </Card>
    </WizardPage>
  );
}

/** The server that the set-up pages put first, and what is open there. */
function Values({ office }: { readonly office: Office }): ReactNode {
  const { words } = useWords();
  const { server, kind } = bestServer(office);
  const labels = words.states.listeners;
  return (
    <>
      <Facts
        facts={[
          [words.people.server, <Copyable key="s" text={server} what={words.people.server} />],
          ...openPorts(office, server).map(
            ({ listener, port }) =>
              [
                labels[listener],
                <Copyable key={listener} text={String(port)} what={labels[listener]} />,
              ] as const,
          ),
        ]}
      />
      {kind === 'this-pc' ? <OnlyHere /> : null}
    </>
  );
}
