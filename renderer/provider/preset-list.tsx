/** The providers that Mailroom knows, to choose from. */
import type { ReactNode } from 'react';
import type { FoundProvider, ProviderPresetView } from '../../main/contract/providers.ts';
import { useLive } from '../link/use-live.ts';
import { SelectField } from '../ui/field.tsx';
import { useWords } from '../words/words-context.tsx';

export function PresetList({
  address,
  chosen,
  onPick,
}: {
  /** Gives the user name, where that is the address or a part of it. */
  readonly address: string;
  /** The one that stands in the fields: the arrow keys go on from it to the next. */
  readonly chosen: { readonly name: string; readonly host: string } | null;
  readonly onPick: (found: FoundProvider) => void;
}): ReactNode {
  const { words } = useWords();
  const presets = useLive('provider:presets', {}, ['relay']).value ?? [];
  const w = words.provider.find;
  const sorted = [...presets].sort((a, b) => a.name.localeCompare(b.name));
  const present = presets.find(({ name, host }) => name === chosen?.name && host === chosen.host);
  const pick = (id: string): void => {
    const preset = presets.find((one) => one.id === id);
    if (preset) onPick(foundIn(preset, address.trim()));
  };
  return (
    <SelectField
      label={w.preset}
      value={present?.id ?? ''}
      options={[
        { value: '', label: w.presetNone },
        ...sorted.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onPick={pick}
    />
  );
}

function foundIn(preset: ProviderPresetView, address: string): FoundProvider {
  const { name, host, port, tls, maxConnections, note, limits, needsOAuth } = preset;
  const user = {
    address,
    'local-part': address.split('@', 1)[0] ?? '',
    'api-key': '',
    account: '',
  }[preset.user];
  return {
    ...{ source: 'preset', name, note, limits, needsOAuth },
    provider: { kind: 'smarthost', host, port, tls, user, auth: 'auto', maxConnections },
  };
}
