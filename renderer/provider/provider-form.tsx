/** The provider's server as fields. Holds no state: what is typed is the page's. */
import type { ReactNode } from 'react';
import type { ProviderSettings } from '../../main/contract/settings.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { useWords } from '../words/words-context.tsx';

export type ServerFields = Pick<ProviderSettings, 'host' | 'port' | 'tls'>;

/** The usual port of each kind of encryption; a port that somebody chose is kept. */
const usualPorts: Readonly<Record<ProviderSettings['tls'], number>> = {
  implicit: 465,
  starttls: 587,
  none: 25,
};
const isUsual = (port: number): boolean => Object.values(usualPorts).includes(port);

export function ServerForm({
  server,
  onChange,
}: {
  readonly server: ServerFields;
  readonly onChange: (server: ServerFields) => void;
}): ReactNode {
  const { words } = useWords();
  return (
    <div className="stack">
      <TextField
        label={words.provider.host}
        hint={words.provider.hostHint}
        value={server.host}
        onText={(host) => onChange({ ...server, host: host.trim() })}
      />
      <SelectField
        label={words.provider.tls}
        value={server.tls}
        options={(['implicit', 'starttls', 'none'] as const).map((value) => ({
          value,
          label: words.provider.tlsModes[value],
        }))}
        onPick={(tls) =>
          onChange({ ...server, tls, port: isUsual(server.port) ? usualPorts[tls] : server.port })
        }
      />
      <TextField
        label={words.provider.port}
        inputMode="numeric"
        value={server.port === 0 ? '' : String(server.port)}
        onText={(text) => onChange({ ...server, port: portOf(text) })}
      />
    </div>
  );
}

/** 0 for what is no port yet: the field stays empty instead of jumping. What is too large is told when it is used. */
const portOf = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 6));
