/** What can be done with the chosen messages. */
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { useWords } from '../words/words-context.tsx';
import type { ListActions } from './use-list-actions.ts';
import type { QueueAct } from './use-queue-actions.ts';

export function ChosenBar(props: {
  readonly ids: readonly string[];
  readonly actions: ListActions;
  readonly onClear: () => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { words, format } = useWords();
  const { ids, actions, onClear, onRemove } = props;
  const { act, save, saving, isBusy } = actions;
  const box = useKeptFocus<HTMLDivElement>();
  const w = words.mail.actions;
  const button = (name: QueueAct, label: string) => (
    <Button isSmall isBusy={isBusy} onClick={() => void act(name, ids)}>
      {label}
    </Button>
  );
  if (saving !== null)
    return (
      <div ref={box} className="chosen-bar">
        <span className="spinner" aria-hidden="true" />
        <span>{w.saving(format.number(saving.count), format.number(saving.all))}</span>
        <Button isSmall onClick={saving.cancel}>
          {words.common.cancel}
        </Button>
      </div>
    );
  return (
    <div ref={box} className="chosen-bar" role="toolbar" aria-label={w.bar}>
      <strong>{w.chosen(format.number(ids.length))}</strong>
      {button('retry', w.sendNow)}
      {button('hold', w.hold)}
      {button('release', w.release)}
      <Button isSmall isBusy={isBusy} onClick={() => void save(ids)}>
        {w.save}
      </Button>
      <Button isSmall look="danger" onClick={onRemove}>
        {w.remove}
      </Button>
      <Button isSmall look="plain" onClick={onClear}>
        {w.clear}
      </Button>
    </div>
  );
}
