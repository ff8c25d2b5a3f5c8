/** Mail that waits: chosen and acted on, one or many. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { MessageView } from '../../main/contract/mail.ts';
import type { QueueMatch } from '../../main/contract/requests.ts';
import { useStatus } from '../link/office-facts.ts';
import { useLiveList, type LiveListView } from '../link/use-live-list.ts';
import { useRelay } from '../link/relay-context.tsx';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { useWords } from '../words/words-context.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { waitingColumns } from './columns.tsx';
import { ConfirmRemove } from './confirm-remove.tsx';
import { ListFrame, type ListProps } from './list-frame.tsx';
import { Outcome } from './outcome.tsx';
import { useChoosing } from './use-choosing.ts';
import { useListActions, type ListActions } from './use-list-actions.ts';

const keyOf = ({ id }: MessageView): string => id;

export function WaitingList(props: ListProps): ReactNode {
  const { place, text, room, onOpen, onActive } = props;
  const speech = useWords();
  const isPaused = useStatus().value?.route.state === 'paused';
  const match = { text, ...(place.state === null ? {} : { state: place.state }) };
  const { state, isCurrent, source, see } = useWaiting(match);
  const { keys, choose, choosing, error } = useChoosing(match);
  const actions = useListActions(keys, JSON.stringify(match));
  const [removing, setRemoving] = useRemoving(actions);
  const columns = useMemo(
    () => waitingColumns(speech, { room, isPaused }),
    [speech, room, isPaused],
  );
  const ids = [...keys];
  const isBar = ids.length > 0 || actions.saving !== null;
  useFocusAfterBar(isBar);
  const clear = (): void => choose(new Set());
  const bar = <ChosenBar {...{ ids, actions }} onClear={clear} onRemove={() => setRemoving(ids)} />;
  return (
    <>
      {removing === null ? <Outcome actions={actions} /> : null}
      <ListFrame
        {...{ place, text, isCurrent }}
        state={error === null ? state : { ...state, error }}
        bar={isBar ? bar : null}
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
      <Removal
        {...{ removing, actions, rows: state.rows }}
        onClose={() => setRemoving(null)}
        onDone={clear}
      />
    </>
  );
}

/** The question before deleting, while it stands. */
function Removal(props: {
  readonly removing: Removing;
  readonly actions: ListActions;
  readonly rows: readonly MessageView[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { removing, actions, rows, onClose, onDone } = props;
  if (removing === null) return null;
  return (
    <ConfirmRemove
      {...{ ids: removing, actions, onClose }}
      known={rows.filter(({ id }) => removing.includes(id))}
      onDone={() => {
        onClose();
        onDone();
      }}
    />
  );
}

type Removing = readonly string[] | null;

/** What the question before deleting asks about; why an act before it failed does not stand in it. */
function useRemoving({ clear }: ListActions): [Removing, (next: Removing) => void] {
  const [removing, setRemoving] = useState<Removing>(null);
  const change = (next: Removing): void => {
    if (next !== null) clear();
    setRemoving(next);
  };
  return [removing, change];
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
