/** Page 5: what clients type to reach this PC, who holds a taken port, and what may stand in the way. */
import type { ReactNode } from 'react';
import type { Settings } from '../../../../main/contract/settings.ts';
import type { NetworkView } from '../../../../main/contract/status.ts';
import { useAsk } from '../../../link/use-ask.ts';
import { useLive } from '../../../link/use-live.ts';
import { Ports } from '../../../security/ports.tsx';
import { Switch } from '../../../ui/choice.tsx';
import { Copyable } from '../../../ui/copyable.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Card, Facts, HelpLink, Loading } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function NetworkStep(): ReactNode {
  const { words } = useWords();
  const network = useLive('network:show', {}, ['settings', 'relay', 'service']).value;
  const w = words.wizard.network;
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="ports-and-firewall">
      {network === null ? (
        <Loading />
      ) : (
        <>
          <Addresses network={network} />
          <Card title={w.ports}>
            <Ports ports={network.ports} />
          </Card>
          <Card title={w.unencryptedTitle}>
            <Unencrypted />
          </Card>
          <Notice
            tone="info"
            title={w.firewall}
            actions={<HelpLink topic="ports-and-firewall" about={w.firewallHelp} />}
          />
        </>
      )}
    </WizardPage>
  );
}

function Addresses({ network }: { readonly network: NetworkView }): ReactNode {
  const { words } = useWords();
  const w = words.wizard.network;
  const reachable = network.addresses.filter(({ isVirtual }) => !isVirtual);
  if (reachable.length === 0) return <Notice tone="attention" title={w.noAddress} />;
  return (
    <Card title={w.server}>
      <p className="soft">{w.serverHint}</p>
      <Facts
        facts={[
          ...reachable.map(
            ({ address, via }) =>
              [via, <Copyable key={address} text={address} what={w.server} />] as const,
          ),
          [w.name, <Copyable key="name" text={network.hostname} what={w.name} />],
        ]}
      />
      {reachable.some(({ isLent }) => isLent === true) ? (
        <Notice tone="attention" title={w.lent} />
      ) : null}
    </Card>
  );
}

const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'];

/** One switch for what the settings keep as a list of networks; lists made by hand keep their entries. */
export function Unencrypted(): ReactNode {
  const { words } = useWords();
  const { ask, error } = useAsk();
  const access = useLive('settings:get', { path: 'access' }, ['settings']).value as
    Settings['access'] | null;
  if (access === null) return <Loading />;
  const { plaintextSignIn } = access;
  const isOn = privateNetworks.every((network) => plaintextSignIn.includes(network));
  const toggle = (wanted: boolean): void => {
    const others = plaintextSignIn.filter((network) => !privateNetworks.includes(network));
    const value = JSON.stringify(wanted ? [...others, ...privateNetworks] : others);
    void ask('settings:set', { path: 'access.plaintextSignIn', value });
  };
  const w = words.wizard.network;
  return (
    <>
      <Switch label={w.unencrypted} hint={w.unencryptedHint} isOn={isOn} onToggle={toggle} />
      <ErrorNotice error={error} />
    </>
  );
}
