/** Page 4: who may send. SMTP sign-in is always on; POP before SMTP and trusted devices are choices. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { Settings, TrustedNetwork } from '../../../../main/contract/settings.ts';
import { useAsk } from '../../../link/use-ask.ts';
import { useLive } from '../../../link/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { Switch } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { Card, Loading } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function WhoStep(): ReactNode {
  const { words } = useWords();
  const { ask, error } = useAsk();
  const popAuth = useLive('settings:get', { path: 'popAuth' }, ['settings']).value as
    Settings['popAuth'] | null;
  const w = words.wizard.who;
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="pop-before-smtp">
      {popAuth === null ? (
        <Loading />
      ) : (
        <>
          <Card title={<StateMark tone="good">{w.smtp}</StateMark>}>
            <p className="soft">{w.smtpHint}</p>
          </Card>
          <Card>
            <Switch
              label={<strong>{w.pop}</strong>}
              hint={w.popHint(popAuth.windowMinutes)}
              isOn={popAuth.enabled}
              onToggle={(isOn) =>
                void ask('settings:set', { path: 'popAuth.enabled', value: JSON.stringify(isOn) })
              }
            />
          </Card>
          <Devices />
          <ErrorNotice error={error} />
        </>
      )}
    </WizardPage>
  );
}

/** Sensible bounds for something that is known by its address alone. */
const deviceFor = (name: string, network: string): TrustedNetwork => ({
  ...{ name, network, allowedSenders: [], recipientDomains: [] },
  ...{ messagesPerHour: 100, maxSizeBytes: 0 },
});

function Devices(): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const devices = useLive('trust:list', {}, ['trust', 'settings']).value ?? [];
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const w = words.wizard.who;

  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const result = await ask('trust:add', { network: deviceFor(name.trim(), address.trim()) });
    if (!result.ok) return;
    setName('');
    setAddress('');
  };

  return (
    <Card title={w.devices}>
      <p className="soft">{w.devicesHint}</p>
      {devices.length === 0 ? null : (
        <ul className="plain-list">
          {devices.map((device) => (
            <li key={device.name} className="row">
              <strong>{device.name}</strong> <code>{device.network}</code>
              <Button
                look="plain"
                isSmall
                icon="trash"
                aria-label={w.removeDevice(device.name)}
                onClick={() => void ask('trust:remove', { name: device.name })}
              >
                {words.common.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className="stack" onSubmit={(event) => void add(event)}>
        <div className="columns">
          <TextField label={w.deviceName} value={name} required onText={setName} />
          <TextField
            label={w.deviceAddress}
            hint={w.deviceAddressHint}
            value={address}
            required
            onText={setAddress}
          />
        </div>
        <ErrorNotice error={error} />
        <div className="buttons">
          <Button type="submit" icon="add" isBusy={isBusy}>
            {w.addDevice}
          </Button>
        </div>
      </form>
    </Card>
  );
}
