/** Which domains are the office's own, and who gets mail for postmaster. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useLive } from '../link/use-live.ts';
import { useSection } from '../link/use-section.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { SelectField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { entriesOf } from '../ui/typed-values.ts';
import { ListField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';

export function Office(): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { value, save, isBusy, error } = useSection('office');
  const users = useLive('users:list', {}, ['users']).value ?? [];
  const [typed, setTyped] = useState<string | null>(null);
  const errors = fieldErrors(error, ['domains', 'postmaster'], say);
  const w = words.settings.office;
  if (value === null) return null;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (typed === null) return;
    if (!(await save({ domains: entriesOf(typed.toLowerCase()) }))) return;
    setTyped(null);
    announce(words.common.saved);
  };
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ListField
          label={w.domains}
          hint={w.domainsHint}
          error={errors.of('domains')}
          rows={2}
          text={typed ?? value.domains.join('\n')}
          onText={setTyped}
        />
        {typed === null ? null : (
          <div className="buttons">
            <Button look="primary" type="submit" isBusy={isBusy}>
              {words.common.save}
            </Button>
            <Button onClick={() => setTyped(null)}>{words.common.cancel}</Button>
          </div>
        )}
      </form>
      <SelectField
        label={w.postmaster}
        error={errors.of('postmaster')}
        value={users.some(({ name }) => name === value.postmaster) ? value.postmaster : ''}
        options={[
          { value: '', label: w.postmasterFirst },
          ...users.map(({ name }) => ({ value: name, label: name })),
        ]}
        onPick={(postmaster) => void save({ postmaster })}
      />
      <ErrorNotice error={errors.rest} />
    </Card>
  );
}
