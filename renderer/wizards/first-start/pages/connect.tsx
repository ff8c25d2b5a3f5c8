/** Page 9: the values to type, and the way to the pages for each program. */
import { useState, type ReactNode } from 'react';
import { usePeople } from '../../../link/office-facts.ts';
import { useLive } from '../../../link/use-live.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Copyable } from '../../../ui/copyable.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Card, Facts } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function ConnectStep(): ReactNode {
  const { words } = useWords();
  const users = usePeople().value ?? [];
  const network = useLive('network:show', {}, ['settings', 'backup', 'relay', 'service']).value;
  const [picked, setPicked] = useState('');
  const w = words.wizard.connect;
  const person = picked || (users[0]?.name ?? '');
  const server = network?.addresses.find(({ isVirtual }) => !isVirtual)?.address ?? '127.0.0.1';
  const labels = words.states.listeners;
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
        <Facts
          facts={[
            [words.people.server, <Copyable key="s" text={server} what={words.people.server} />],
            ...(network?.ports ?? [])
              .filter(({ enabled }) => enabled)
              .map(
                ({ listener, port }) =>
                  [
                    labels[listener],
                    <Copyable key={listener} text={String(port)} what={labels[listener]} />,
                  ] as const,
              ),
          ]}
        />
      </Card>
    </WizardPage>
  );
}
