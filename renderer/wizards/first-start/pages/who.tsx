/** Page 4: who may send. SMTP sign-in is always on; POP before SMTP and trusted devices are choices. */
import { useRef, useState, type ReactNode, type RefObject, type SyntheticEvent } from 'react';
import type { TrustedNetwork } from '../../../../main/contract/settings.ts';
import { useAsk } from '../../../link/use-ask.ts';
import { useTrusted } from '../../../link/office-facts.ts';
import { useSection } from '../../../link/use-section.ts';
import { RemoveTrusted } from '../../../security/trusted.tsx';
import { newDevice } from '../../../security/trusted-form.tsx';
import { Button } from '../../../ui/button.tsx';
import { Switch } from '../../../ui/choice.tsx';
import { fieldErrors } from '../../../ui/field-errors.ts';
import { TextField } from '../../../ui/field.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { NotYet } from '../../../ui/not-yet.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function WhoStep(): ReactNode {
  const { words } = useWords();
  const { value, unread, save, error } = useSection('popAuth');
  const { draft } = useWizard();
  const form = useRef<HTMLFormElement>(null);
  const w = words.wizard.who;
  // Who types a device and goes on means to trust it; the list shows it before the page goes.
  const next = (): boolean => {
    const isTyped = draft.deviceName.trim() !== '' || draft.deviceAddress.trim() !== '';
    if (isTyped) form.current?.requestSubmit();
    return !isTyped;
  };
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="pop-before-smtp" onNext={next}>
      {value === null ? (
        <NotYet error={unread} />
      ) : (
        <>
          <Card title={<StateMark tone="good">{w.smtp}</StateMark>}>
            <p className="soft">{w.smtpHint}</p>
          </Card>
          <Card>
            <Switch
              label={<strong>{w.pop}</strong>}
              hint={w.popHint(words.common.minutes(value.windowMinutes))}
              isOn={value.enabled}
              onToggle={(enabled) => save({ enabled })}
            />
            <ErrorNotice error={error} />
          </Card>
          <Devices formRef={form} />
        </>
      )}
    </WizardPage>
  );
}

interface DeviceForm {
  readonly formRef: RefObject<HTMLFormElement | null>;
}

function Devices(form: DeviceForm): ReactNode {
  const { words } = useWords();
  const [removing, setRemoving] = useState<TrustedNetwork | null>(null);
  const { value: devices, error } = useTrusted();
  const w = words.wizard.who;
  return (
    <Card title={w.devices}>
      <p className="soft">{w.devicesHint}</p>
      {devices === null ? (
        <NotYet error={error} />
      ) : devices.length === 0 ? null : (
        <ul className="plain-list">
          {devices.map((device) => (
            <li key={device.name} className="row">
              <strong>{device.name}</strong> <code>{device.network}</code>
              <Button
                look="plain"
                isSmall
                icon="trash"
                aria-label={words.security.trusted.remove(device.name)}
                onClick={() => setRemoving(device)}
              >
                {words.common.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {removing === null ? null : (
        <RemoveTrusted device={removing} onClose={() => setRemoving(null)} />
      )}
      <AddDevice {...form} />
    </Card>
  );
}

/** Name and address alone; what it may do is bounded as usual, and changed under Network and security. */
function AddDevice({ formRef }: DeviceForm): ReactNode {
  const { words, say } = useWords();
  const { ask, isBusy, error } = useAsk();
  const { draft, change } = useWizard();
  const errors = fieldErrors(error, ['name', 'network'], say);
  const w = words.wizard.who;
  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    // Next submits too, past the button that is busy.
    if (isBusy) return;
    const [name, network] = [draft.deviceName.trim(), draft.deviceAddress.trim()];
    if (!(await ask('trust:add', { network: { ...newDevice, name, network } })).ok) return;
    change({ deviceName: '', deviceAddress: '' });
  };
  return (
    <form ref={formRef} className="stack" noValidate onSubmit={(event) => void add(event)}>
      <div className="columns">
        <TextField
          label={words.security.trusted.name}
          hint={words.security.trusted.nameHint}
          error={errors.of('name')}
          value={draft.deviceName}
          onText={(deviceName) => change({ deviceName })}
        />
        <TextField
          label={w.deviceAddress}
          hint={w.deviceAddressHint}
          error={errors.of('network')}
          value={draft.deviceAddress}
          onText={(deviceAddress) => change({ deviceAddress })}
        />
      </div>
      <ErrorNotice error={errors.rest} />
      <div className="buttons">
        <Button type="submit" icon="add" isBusy={isBusy}>
          {w.addDevice}
        </Button>
      </div>
    </form>
  );
}
