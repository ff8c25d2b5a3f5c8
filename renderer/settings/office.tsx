/** Which domains are the office's own, who gets mail for postmaster, and in which language senders are told. */
import type { ReactNode } from 'react';
import { languages, type LanguageChoice } from '../../main/contract/languages.ts';
import { usePeople } from '../link/office-facts.ts';
import { useSection } from '../link/use-section.ts';
import { fieldErrors } from '../ui/field-errors.ts';
import { SelectField } from '../ui/field.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { ListForm } from './list-form.tsx';

const choices: readonly LanguageChoice[] = ['system', ...languages];

export function Office(): ReactNode {
  const { words, say } = useWords();
  const { value, unread, save, isBusy, error } = useSection('office');
  const users = usePeople().value ?? [];
  const errors = fieldErrors(error, ['domains', 'postmaster', 'language'], say);
  const w = words.settings.office;
  if (value === null)
    return (
      <Card title={w.title}>
        <NotYet error={unread} />
      </Card>
    );
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      <ListForm
        {...{ label: w.domains, hint: w.domainsHint, rows: 2, isBusy }}
        name="domains"
        fault={errors.of('domains')}
        entries={value.domains}
        onSave={(domains) => save({ domains: domains.map((domain) => domain.toLowerCase()) })}
      />
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
      <SelectField
        label={w.language}
        hint={w.languageHint}
        error={errors.of('language')}
        value={value.language}
        options={choices.map((choice) => ({
          value: choice,
          label: words.settings.looks.languages[choice],
        }))}
        onPick={(language) => void save({ language })}
      />
      <ErrorNotice error={errors.rest} />
    </Card>
  );
}
