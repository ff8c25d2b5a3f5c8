/** The limits against floods and guesses, each in words and with its unit. */
import { useMemo, type ReactNode } from 'react';
import { defaultSettings, type LimitSettings } from '../../main/contract/settings.ts';
import { NumberForm } from '../settings/number-form.tsx';
import type { NumberSpec } from '../settings/number-texts.ts';
import { Fold } from '../ui/fold.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';

const megabyte = 1024 * 1024;

const fieldsIn = ({ security }: Words): readonly NumberSpec<LimitSettings>[] => {
  const { limits: w, units } = security;
  return [
    {
      key: 'messageSizeBytes',
      label: w.messageSizeBytes,
      unit: units.megabytes,
      factor: megabyte,
    },
    { key: 'recipientsPerMessage', label: w.recipientsPerMessage, unit: units.recipients },
    { key: 'connections', label: w.connections, unit: units.connections },
    { key: 'connectionsPerAddress', label: w.connectionsPerAddress, unit: units.connections },
    {
      key: 'failedSignInsPerAddress',
      label: w.failedSignInsPerAddress,
      hint: w.failedHint,
      unit: units.times,
    },
    {
      key: 'failedSignInsPerUser',
      label: w.failedSignInsPerUser,
      hint: w.failedHint,
      unit: units.times,
    },
    { key: 'blockMinutes', label: w.blockMinutes, unit: units.minutes },
    {
      key: 'commandsBeforeSignIn',
      label: w.commandsBeforeSignIn,
      hint: w.commandsBeforeSignInHint,
      unit: units.commands,
    },
    { key: 'idleSeconds', label: w.idleSeconds, unit: units.seconds },
    { key: 'sessionMinutes', label: w.sessionMinutes, unit: units.minutes },
    {
      key: 'minFreeDiskBytes',
      label: w.minFreeDiskBytes,
      hint: w.minFreeDiskBytesHint,
      unit: units.megabytes,
      factor: megabyte,
    },
  ];
};

export function Limits(): ReactNode {
  const { words } = useWords();
  const fields = useMemo(() => fieldsIn(words), [words]);
  const w = words.security.limits;
  return (
    <Fold title={w.title} lead={w.lead}>
      <NumberForm
        section="limits"
        fields={fields}
        defaults={{ label: w.defaults, values: defaultSettings.limits }}
      />
    </Fold>
  );
}
