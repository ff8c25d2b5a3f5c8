/** Mail that waits: chosen and acted on, one or many. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { MessageView } from '../../main/contract/mail.ts';
import type { QueueMatch } from '../../main/contract/requests.ts';
import type { AppError } from '../../main/contract/result.ts';
import { useStatus } from '../link/office-facts.ts';
import { useAsk } from '../link/use-ask.ts';
import { useLiveList, type LiveListView } from '../link/use-live-list.ts';
import { useRelay } from '../link/relay-context.tsx';
import type { Choosing } from '../ui/table-keys.ts';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { useWords } from '../words/words-context.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { waitingColumns } from './columns.tsx';
import { ConfirmRemove } from './confirm-remove.tsx';
import { ListFrame, type ListProps } from './list-frame.tsx';
import { useStillWaiting } from './use-still-waiting.ts';

type Keys = ReadonlySet<string>;

const keyOf = ({ id }: MessageView): string => id;
const none: Keys = new Set();

export function WaitingList(props: ListProps): ReactNode {
  const { place, text, isNarrow, onOpen, onActive } = props;
  const speech = useWords();
  const isPaused = useStatus().value?.route.state === 'paused';
  const [chosen, setChosen] = useState(none);
  const [removing, setRemoving] = useState<readonly string[] | null>(null);
  const match = { text, ...(place.state === null ? {} : { state: place.state }) };
  const { state, source, see } = useWaiting(match);
  useStillWaiting(chosen, setChosen);
  const { choosing, error } = useChoosing(match, chosen, setChosen);
  const columns = useMemo(
    () => waitingColumns(speech, { isNarrow, isPaused }),
    [speech, isNarrow, isPaused],
  );
  const ids = [...chosen];
  useFocusAfterBar(ids.length > 0);
  return (
    <>
      <ListFrame
        {...{ place, text }}
        state={error === null ? state : { ...state, error }}
        bar={
          ids.length === 0 ? null : (
            <ChosenBar
              ids={ids}
              onClear={() => setChosen(none)}
              onRemove={() => setRemoving(ids)}
            />
          )
        }
      >
        <VirtualTable
          caption={speech.words.mail.kinds.waiting}
          {...{ columns, keyOf, choosing, rows: source, onSee: see, moved: state.moved }}
          openKey={place.id}
          onOpen={(row, by) => onOpen(row.id, by)}
          onActive={(row) => onActive(row.id)}
          onKey={({ key }, row) => {
            if (key !== 'Delete' || row === undefined) return false;
            setRemoving(ids.length > 0 ? ids : [row.id]);
            return true;
          }}
        />
      </ListFrame>
      {removing === null ? null : (
        <ConfirmRemove
          ids={removing}
          known={state.rows.filter(({ id }) => removing.includes(id))}
          onClose={() => setRemoving(null)}
          onDone={() => {
            setRemoving(null);
            setChosen(none);
          }}
        />
      )}
    </>
  );
}

/** The bar went with the choice: the keyboard goes on in the list, not at the top of the window. */
function useFocusAfterBar(isBar: boolean): void {
  const wasBar = useRef(isBar);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (wasBar.current && !isBar && isLost)
      document.querySelector<HTMLElement>('.split-list [role=grid]')?.focus();
    wasBar.current = isBar;
  }, [isBar]);
}

function useWaiting(match: QueueMatch): LiveListView<MessageView> {
  const { bridge } = useRelay();
  return useLiveList<MessageView>(
    JSON.stringify(match),
    {
      keyOf,
      ask: async (range) => {
        const result = await bridge.request('queue:list', {
          ...{ ...range, ...match, newestFirst: true },
        });
        return result.ok
          ? { ok: true, value: { ...result.value, rows: result.value.messages } }
          : result;
      },
    },
    ['queue', 'smtp', 'relay', 'tick'],
  );
}

function useChoosing(
  match: QueueMatch,
  keys: Keys,
  onChoose: (keys: Keys) => void,
): { readonly choosing: Choosing<MessageView>; readonly error: AppError | null } {
  const { ask, error } = useAsk();
  const { words } = useWords();
  const w = words.mail.actions;
  const labelOf = useMemo(
    () => (row: MessageView) => w.choose(row.recipients[0]?.address ?? ''),
    [w],
  );
  const chooseAll = async (): Promise<void> => {
    const all = await ask('queue:ids', match);
    if (all.ok) onChoose(new Set(all.value.ids));
  };
  const choosing = {
    ...{ keys, onChoose, labelOf, allLabel: w.chooseAll },
    onChooseAll: () => void chooseAll(),
  };
  return { choosing, error };
}
