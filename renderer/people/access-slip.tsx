/** What a new person needs: name, password, server, ports. To copy, to print, to hand over. */
import type { ReactNode } from 'react';
import type { PortView } from '../../main/contract/status.ts';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { Button } from '../ui/button.tsx';
import { Copyable, CopyButton } from '../ui/copyable.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function AccessSlip({
  name,
  password,
}: {
  readonly name: string;
  readonly password: string;
}): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const network = useLive('network:show', {}, ['settings', 'backup', 'relay', 'service']).value;
  const server = network?.addresses.find(({ isVirtual }) => !isVirtual)?.address ?? '127.0.0.1';
  const ports = network?.ports ?? [];
  const w = words.people;
  const lines = [
    [w.server, server],
    [w.incomingPort, portOf(ports, ['pop3', 'pop3s'])],
    [w.outgoingPort, portOf(ports, ['submission', 'submissions', 'relay'])],
    [w.name, name],
    [w.password, password],
  ] as const;
  const known = lines.filter(([, value]) => value !== '');
  return (
    <section className="card slip" aria-label={w.slip(name)}>
      <h2>{w.slip(name)}</h2>
      <p className="soft no-print">{w.slipOnce}</p>
      <Facts
        facts={known.map(([label, value]) => [
          label,
          <Copyable key={label} text={value} what={label} />,
        ])}
      />
      <div className="buttons no-print">
        <CopyButton
          text={known.map(([label, value]) => `${label}: ${value}`).join('\n')}
          what={w.slip(name)}
        />
        <Button icon="print" isSmall isBusy={isBusy} onClick={() => void ask('desktop:print', {})}>
          {words.common.print}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </section>
  );
}

/** The port of the first of these listeners that is switched on, or ''. */
function portOf(ports: readonly PortView[], wanted: readonly PortView['listener'][]): string {
  for (const listener of wanted) {
    const found = ports.find((port) => port.listener === listener && port.enabled);
    if (found) return String(found.port);
  }
  return '';
}
