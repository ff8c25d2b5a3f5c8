/** The practice provider: whether mail goes to it, what it does with mail, and what it got. */
import { useEffect, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useProvider } from '../link/office-facts.ts';
import { useLive } from '../link/use-live.ts';
import { useSection } from '../link/use-section.ts';
import { go } from '../shell/route.ts';
import type { PracticeBehaviour } from '../../main/contract/settings.ts';
import type { PracticeView } from '../../main/contract/status.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/choice.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { SelectField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { numberOf } from '../ui/typed-values.ts';
import { NumberField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';

export function Practice(): ReactNode {
  const { words } = useWords();
  const areas = ['practice', 'provider', 'settings', 'backup', 'queue', 'relay'];
  const { value: practice, error } = useLive('practice:list', {}, areas);
  const w = words.provider.practice;
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      {practice === null ? (
        <NotYet error={error} />
      ) : (
        <>
          <Use isUsed={practice.isUsed} />
          {practice.isUsed || practice.messages.length > 0 ? <Got practice={practice} /> : null}
        </>
      )}
    </Card>
  );
}

function Use({ isUsed }: { readonly isUsed: boolean }): ReactNode {
  const { words } = useWords();
  const { ask, error } = useAsk();
  const provider = useProvider().value;
  const w = words.provider.practice;
  // Without another provider there is nothing to switch to: it is set up first.
  const toggle = (use: boolean): unknown =>
    !use && provider?.host === '' ? go('provider/change') : ask('practice:set', { use });
  return (
    <>
      <Switch label={w.use} hint={w.useHint} isOn={isUsed} onToggle={toggle} />
      {isUsed ? <Behaviour /> : null}
      <ErrorNotice error={error} />
    </>
  );
}

const behaviours = (words: Words): readonly PracticeBehaviour[] =>
  Object.keys(words.provider.practice.behaviours) as PracticeBehaviour[];

function Behaviour(): ReactNode {
  const { words } = useWords();
  const { ask, error } = useAsk();
  const { value, unread } = useSection('practice');
  const w = words.provider.practice;
  if (value === null) return <NotYet error={unread} />;
  return (
    <>
      <div className="columns">
        <SelectField
          label={w.behaviour}
          value={value.behaviour}
          options={behaviours(words).map((one) => ({ value: one, label: w.behaviours[one] }))}
          onPick={(behaviour) => void ask('practice:set', { behaviour })}
        />
        <Delay saved={value.delaySeconds} />
      </div>
      <ErrorNotice error={error} />
    </>
  );
}

function Delay({ saved }: { readonly saved: number }): ReactNode {
  const { words, say } = useWords();
  const { ask, error } = useAsk();
  const errors = fieldErrors(error, ['delaySeconds'], say);
  const [delay, setDelay] = useState(String(saved));
  const [isBad, setBad] = useState(false);
  useEffect(() => setDelay(String(saved)), [saved]);
  const w = words.provider.practice;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const delaySeconds = numberOf(delay);
    setBad(Number.isNaN(delaySeconds));
    if (!Number.isNaN(delaySeconds)) void ask('practice:set', { delaySeconds });
  };
  return (
    <form className="row beside-field" noValidate onSubmit={submit}>
      <NumberField
        label={w.delay}
        unit={w.delayUnit}
        error={isBad ? words.common.needNumber : errors.of('delaySeconds')}
        text={delay}
        onText={setDelay}
      />
      {delay === String(saved) ? null : <Button type="submit">{words.common.save}</Button>}
      <ErrorNotice error={errors.rest} />
    </form>
  );
}

function Got({ practice: { messages } }: { readonly practice: PracticeView }): ReactNode {
  const { words, format } = useWords();
  const w = words.provider.practice;
  return (
    <>
      <h3>{w.got}</h3>
      {messages.length === 0 ? (
        <p className="soft">{w.gotNothing}</p>
      ) : (
        <Table
          caption={w.got}
          rows={messages}
          keyOf={({ file }) => file}
          columns={[
            {
              id: 'received',
              title: w.columns.received,
              cell: ({ receivedAt }) => format.time(receivedAt),
            },
            { id: 'sender', title: w.columns.sender, cell: ({ sender }) => sender || w.noSender },
            {
              id: 'recipients',
              title: w.columns.recipients,
              cell: ({ recipients }) => recipients.join(', '),
            },
            {
              id: 'subject',
              title: w.columns.subject,
              cell: ({ subject }) => subject || <span className="soft">{w.noSubject}</span>,
            },
          ]}
        />
      )}
    </>
  );
}
