/** The listeners with port and state; a taken port names who holds it. */
import { useState, type ReactNode } from 'react';
import type { PortView } from '../../main/contract/status.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { StateMark, type Tone } from '../ui/state-mark.tsx';
import { Table } from '../ui/table.tsx';
import { useWords } from '../words/words-context.tsx';

const tones: Readonly<Record<PortView['state'], Tone>> = {
  listening: 'good',
  taken: 'error',
  refused: 'error',
  failed: 'error',
  off: 'idle',
};

export function Ports({ ports }: { readonly ports: readonly PortView[] }): ReactNode {
  const { words, say } = useWords();
  const [changing, setChanging] = useState<PortView | null>(null);
  const w = words.wizard.network;
  return (
    <>
      <Table
        caption={w.ports}
        rows={ports}
        keyOf={({ listener }) => listener}
        columns={[
          { id: 'what', title: w.what, cell: ({ listener }) => w.listeners[listener] },
          { id: 'port', title: w.port, isNumber: true, cell: ({ port }) => port },
          {
            id: 'state',
            title: w.state,
            cell: ({ state, holder }) => (
              <>
                <StateMark tone={tones[state]}>{w.states[state]}</StateMark>
                {holder === null ? null : <div className="soft">{say(holder)}</div>}
              </>
            ),
          },
          {
            id: 'change',
            title: <span className="visually-hidden">{words.common.edit}</span>,
            cell: (port) => (
              <Button look="plain" isSmall onClick={() => setChanging(port)}>
                {words.common.edit}
                <span className="visually-hidden"> {w.listeners[port.listener]}</span>
              </Button>
            ),
          },
        ]}
      />
      {changing ? <ChangePort port={changing} onClose={() => setChanging(null)} /> : null}
    </>
  );
}

function ChangePort({
  port,
  onClose,
}: {
  readonly port: PortView;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [text, setText] = useState(String(port.port));
  const w = words.wizard.network;
  const save = async (): Promise<void> => {
    const path = `listeners.${port.listener}.port`;
    const result = await ask('settings:set', { path, value: text.trim() });
    if (!result.ok) return;
    announce(words.common.saved);
    onClose();
  };
  return (
    <Dialog title={w.listeners[port.listener]} onClose={onClose}>
      <TextField label={w.port} inputMode="numeric" value={text} onText={setText} autoFocus />
      <ErrorNotice error={error} />
      <div className="buttons end">
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button look="primary" isBusy={isBusy} onClick={() => void save()}>
          {words.common.save}
        </Button>
      </div>
    </Dialog>
  );
}
