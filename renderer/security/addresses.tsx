/** What clients type to reach this computer, and what may stand in the way. */
import type { ReactNode } from 'react';
import type { NetworkView, PortView } from '../../main/contract/status.ts';
import { isLoopback } from '../connect/offer/network-contains.ts';
import { useSection } from '../link/use-section.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card, Facts, HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function Addresses({ network }: { readonly network: NetworkView }): ReactNode {
  const { words } = useWords();
  const w = words.security.computer;
  const reachable = network.addresses.filter(({ isVirtual }) => !isVirtual);
  if (reachable.length === 0) return <Notice tone="attention" title={w.noAddress} />;
  return (
    <Card title={w.title}>
      <p className="soft">{w.hint}</p>
      <Facts
        facts={[
          [
            w.address,
            reachable.map(({ address, via }) => (
              <div key={address} className="row">
                <Copyable text={address} what={`${w.address} ${address}`} />
                <span className="soft via">{w.via(via)}</span>
              </div>
            )),
          ],
          [w.name, <Copyable key="name" text={network.hostname} what={w.name} />],
        ]}
      />
      {reachable.some(({ isLent }) => isLent === true) ? (
        <Notice
          tone="attention"
          title={w.lent}
          actions={<HelpLink topic="ports-and-firewall" about={w.address} />}
        />
      ) : null}
    </Card>
  );
}

/** What keeps other computers out: a firewall, or that no port is meant for them. */
export function FirewallHint({ ports }: { readonly ports: readonly PortView[] }): ReactNode {
  const { words } = useWords();
  const listeners = useSection('listeners').value;
  const used = ports.filter(({ enabled }) => enabled);
  if (listeners === null || used.length === 0) return null;
  const open = used.filter(({ listener }) => !isLoopback(listeners[listener].host));
  if (open.length === 0)
    return <Notice tone="attention" title={words.security.computer.onlyHere} />;
  return <Firewall ports={open.map(({ port }) => port)} />;
}

/** What the system of this computer wants done, with the ports to name there. */
function Firewall({ ports }: { readonly ports: readonly number[] }): ReactNode {
  const { words } = useWords();
  const { info } = useDesktop();
  const w = words.security.computer;
  return (
    <Notice
      tone="info"
      title={w.firewall}
      actions={<HelpLink topic="ports-and-firewall" about={w.firewallHelp} />}
    >
      <p>
        {w.firewallHints[info.platform]}{' '}
        {info.platform === 'linux' ? <span className="selectable">{ports.join(', ')}</span> : null}
      </p>
    </Notice>
  );
}
