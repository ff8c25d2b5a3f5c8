/** Which of the listed messages are chosen: only what the list shows can be, so that no act reaches what nobody sees. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MessageView } from '../../main/contract/mail.ts';
import type { QueueMatch } from '../../main/contract/requests.ts';
import type { AppError } from '../../main/contract/result.ts';
import { concerns } from '../link/live-bus.ts';
import { useAsk } from '../link/use-ask.ts';
import { useRelay } from '../link/relay-context.tsx';
import type { Choosing } from '../ui/table-keys.ts';
import { useWords } from '../words/words-context.tsx';
import { chosenIn, none, spanOf, without, type Keys } from './chosen.ts';
import { StillListed } from './still-listed.ts';

export interface ChosenMail {
  readonly keys: Keys;
  readonly choose: (keys: Keys) => void;
  readonly choosing: Choosing<MessageView>;
  /** Why not all could be chosen. */
  readonly error: AppError | null;
}

const areas = ['queue', 'smtp', 'relay', 'tick'];

/** `match` is what the list shows. What was chosen in another list is no choice here; it stands there again. */
export function useChoosing(match: QueueMatch): ChosenMail {
  const { ask, error } = useAsk();
  const { words } = useWords();
  const list = JSON.stringify(match);
  const { keys, choose, change } = useChosen(list);
  useStillListed({ keys, change, list });
  const w = words.mail.actions;
  const labelOf = useMemo(
    () => (row: MessageView) => w.choose(row.recipients[0]?.address ?? ''),
    [w],
  );
  const chooseListed = async (
    pick: (ids: readonly string[], before: Keys) => Keys,
  ): Promise<void> => {
    const result = await ask('queue:ids', match);
    if (result.ok) change((before) => pick(result.value.ids, before));
  };
  const choosing = {
    ...{ keys, labelOf, onChoose: choose, allLabel: w.chooseAll },
    onChooseAll: () => void chooseListed((ids) => new Set(ids)),
    onChooseSpan: (from: string, to: string) =>
      void chooseListed((ids, before) => new Set([...before, ...spanOf(ids, from, to)])),
  };
  return { keys, choose, choosing, error };
}

interface ChosenHere {
  readonly keys: Keys;
  readonly choose: (keys: Keys) => void;
  /** After an answer, however late: it is nothing to another list that is shown by then. */
  readonly change: (next: (before: Keys) => Keys) => void;
}

function useChosen(list: string): ChosenHere {
  const [chosen, setChosen] = useState({ list, keys: none });
  const shown = useRef(list);
  useEffect(() => {
    shown.current = list;
  });
  const choose = useCallback((keys: Keys) => setChosen({ list, keys }), [list]);
  const change = useCallback<ChosenHere['change']>(
    (next) => {
      if (shown.current === list)
        setChosen((before) => ({ list, keys: next(chosenIn(list, before)) }));
    },
    [list],
  );
  return { keys: chosenIn(list, chosen), choose, change };
}

/** Lets go of chosen messages that the list does not show any more. */
function useStillListed(props: Pick<ChosenHere, 'keys' | 'change'> & { readonly list: string }) {
  const { bridge, live } = useRelay();
  const { keys, change, list } = props;
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const isAny = keys.size > 0;
  useEffect(() => {
    if (!isAny) return undefined;
    const listed = new StillListed({
      ask: () => bridge.request('queue:ids', JSON.parse(list) as QueueMatch),
      chosen: () => latest.current,
      onGone: (gone) => change((before) => without(before, gone)),
    });
    listed.check();
    const end = live.onChange((changed) => {
      if (concerns(changed, areas)) listed.check();
    });
    return () => {
      listed.end();
      end();
    };
  }, [isAny, list, bridge, live, change]);
}
