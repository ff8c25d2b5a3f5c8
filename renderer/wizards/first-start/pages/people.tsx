/** Page 6: the first people and devices. */
import { useRef, type ReactNode } from 'react';
import { usePeople } from '../../../link/office-facts.ts';
import { AddPerson } from '../../../people/add-person.tsx';
import { Damage, useDamage } from '../../../people/damage.tsx';
import { NotYet } from '../../../ui/not-yet.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function PeopleStep(): ReactNode {
  const { words } = useWords();
  const { value: users, error } = usePeople();
  const { draft, change } = useWizard();
  const form = useRef<HTMLFormElement>(null);
  const isDamaged = useDamage() !== null;
  const w = words.wizard.people;
  // Who types a name and goes on means to add it; its password is seen before the page goes.
  const next = (): boolean => {
    if (draft.personName.trim() === '') return true;
    form.current?.requestSubmit();
    return false;
  };
  return (
    <WizardPage
      {...{ title: w.title, lead: w.lead, helpTopic: 'people' }}
      onNext={next}
      canSkip={users?.length === 0}
    >
      <Damage />
      <Card title={words.people.addTitle}>
        <AddPerson
          typed={{ name: draft.personName, address: draft.personAddress }}
          onTyped={({ name, address }) => change({ personName: name, personAddress: address })}
          formRef={form}
        />
      </Card>
      <Card title={w.list}>
        {users === null ? (
          <NotYet error={error} />
        ) : users.length === 0 ? (
          <p className="soft">{isDamaged ? words.people.noneReadable : w.none}</p>
        ) : (
          <ul className="plain-list">
            {users.map(({ name }) => (
              <li key={name}>
                <StateMark tone="good">{name}</StateMark>
              </li>
            ))}
          </ul>
        )}
        <p className="soft">{w.later}</p>
      </Card>
    </WizardPage>
  );
}
