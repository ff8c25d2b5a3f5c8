/** Devices and networks that send without signing in, each with what it may do. */
import { useState, type ReactNode } from 'react';
import type { TrustedNetwork } from '../../main/contract/settings.ts';
import { useAsk } from '../link/use-ask.ts';
import { usePopAuth, useTrusted } from '../link/office-facts.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, HelpLink } from '../ui/surface.tsx';
import { Table } from '../ui/table.tsx';
import { useWords } from '../words/words-context.tsx';
import { TrustedForm } from './trusted-form.tsx';

export function Trusted(): ReactNode {
  const { words } = useWords();
  const { value: devices, error } = useTrusted();
  const isOff = usePopAuth().value?.enabled === false;
  const [editing, setEditing] = useState<TrustedNetwork | 'new' | null>(null);
  const [removing, setRemoving] = useState<TrustedNetwork | null>(null);
  const w = words.security.trusted;
  return (
    <Card
      title={w.title}
      actions={
        <>
          <Button icon="add" onClick={() => setEditing('new')}>
            {w.add}
          </Button>
          <HelpLink topic="trusted-devices" about={w.title} />
        </>
      }
    >
      <p className="soft">{w.hint}</p>
      {devices === null ? (
        <NotYet error={error} />
      ) : devices.length === 0 ? (
        <p>{isOff ? w.noneSignsIn : w.none}</p>
      ) : (
        <Devices devices={devices} onEdit={setEditing} onRemove={setRemoving} />
      )}
      {editing === null ? null : (
        <TrustedForm device={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {removing === null ? null : (
        <RemoveTrusted device={removing} onClose={() => setRemoving(null)} />
      )}
    </Card>
  );
}

function Devices({
  devices,
  onEdit,
  onRemove,
}: {
  readonly devices: readonly TrustedNetwork[];
  readonly onEdit: (device: TrustedNetwork) => void;
  readonly onRemove: (device: TrustedNetwork) => void;
}): ReactNode {
  const { words } = useWords();
  const w = words.security.trusted;
  return (
    <Table
      caption={w.title}
      rows={devices}
      keyOf={({ name }) => name}
      columns={[
        {
          id: 'name',
          title: w.name,
          cell: ({ name, network }) => (
            <>
              <strong>{name}</strong>
              <div>
                <code>{network}</code>
              </div>
            </>
          ),
        },
        { id: 'may', title: w.may, cell: (device) => <Rights device={device} /> },
        {
          id: 'actions',
          isAction: true,
          title: <span className="visually-hidden">{words.common.edit}</span>,
          cell: (device) => (
            <div className="buttons">
              <Button look="plain" isSmall onClick={() => onEdit(device)}>
                {words.common.edit}
                <span className="visually-hidden"> {device.name}</span>
              </Button>
              <Button look="plain" isSmall onClick={() => onRemove(device)}>
                {words.common.remove}
                <span className="visually-hidden"> {device.name}</span>
              </Button>
            </div>
          ),
        },
      ]}
    />
  );
}

function Rights({ device }: { readonly device: TrustedNetwork }): ReactNode {
  const { words, format } = useWords();
  const { allowedSenders, recipientDomains, messagesPerHour, maxSizeBytes } = device;
  const w = words.security.trusted;
  const bounds = [
    ...(messagesPerHour === 0 ? [] : [w.hourly(format.number(messagesPerHour))]),
    ...(maxSizeBytes === 0 ? [] : [w.upTo(format.size(maxSizeBytes))]),
  ];
  const lines = [
    allowedSenders.length === 0 ? w.anySender : w.asSender(allowedSenders.join(', ')),
    recipientDomains.length === 0 ? w.anyRecipient : w.toRecipients(recipientDomains.join(', ')),
    bounds.join(', '),
  ];
  return lines.filter((line) => line !== '').map((line) => <div key={line}>{line}</div>);
}

/** Asks once, and says what the device can do no more. */
export function RemoveTrusted({
  device: { name, network },
  onClose,
}: {
  readonly device: TrustedNetwork;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const w = words.security.trusted;
  const remove = async (): Promise<void> => {
    if ((await ask('trust:remove', { name })).ok) onClose();
  };
  return (
    <Confirm
      title={w.removeQuestion(name)}
      action={w.remove(name)}
      isBusy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{w.removeLoses(name, network)}</p>
      <ErrorNotice error={error} />
    </Confirm>
  );
}
