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

type Keys = ReadonlySet<string>;

export interface ChosenMail {
  readonly keys: Keys;
  readonly choose: (keys: Keys) => void;
  readonly choosing: Choosing<MessageView>;
  /** Why not all could be chosen. */
  readonly error: AppError | null;
}

const none: Keys = new Set();
const areas = ['queue', 'smtp', 'relay', 'tick'];

/** `match` is what the list shows. What was chosen in another list is no choice here; it stands there again. */
export function useChoosing(match: QueueMatch): ChosenMail {
  const { ask, error } = useAsk();
  const { words } = useWords();
  const list = JSON.stringify(match);
  const [chosen, setChosen] = useState({ list, keys: none });
  const keys = chosen.list === list ? chosen.keys : none;
  const choose = useCallback((next: Keys) => setChosen({ list, keys: next }), [list]);
  useStillListed({ keys, choose, list });
  const w = words.mail.actions;
  const labelOf = useMemo(
    () => (row: MessageView) => w.choose(row.recipients[0]?.address ?? ''),
    [w],
  );
  const chooseAll = async (): Promise<void> => {
    const all = await ask('queue:ids', match);
    if (all.ok) choose(new Set(all.value.ids));
  };
  const chooseSpan = async (first: number, last: number): Promise<void> => {
    const all = await ask('queue:ids', match);
    // The list shows the newest first.
    if (all.ok) choose(new Set([...keys, ...[...all.value.ids].reverse().slice(first, last + 1)]));
  };
  const choosing = {
    ...{ keys, labelOf, onChoose: choose, allLabel: w.chooseAll },
    onChooseAll: () => void chooseAll(),
    onChooseSpan: (first: number, last: number) => void chooseSpan(first, last),
  };
  return { keys, choose, choosing, error };
}

/** Lets go of chosen messages that the list does not show any more. */
function useStillListed(props: {
  readonly keys: Keys;
  readonly choose: (keys: Keys) => void;
  readonly list: string;
}): void {
  const { bridge, live } = useRelay();
  const { keys, choose, list } = props;
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const isAny = keys.size > 0;
  useEffect(() => {
    if (!isAny) return undefined;
    let isOver = false;
    let isAsking = false;
    const check = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      const result = await bridge.request('queue:ids', JSON.parse(list) as QueueMatch);
      isAsking = false;
      if (isOver || !result.ok) return;
      const listed = new Set(result.value.ids);
      const left = [...latest.current].filter((id) => listed.has(id));
      if (left.length < latest.current.size) choose(new Set(left));
    };
    void check();
    const end = live.onChange((changed) => {
      if (concerns(changed, areas)) void check();
    });
    return () => {
      isOver = true;
      end();
    };
  }, [isAny, list, bridge, live, choose]);
}
