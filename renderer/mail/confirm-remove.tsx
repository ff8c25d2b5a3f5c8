/** Asks once before waiting mail is deleted, and names what is lost. */
import type { ReactNode } from 'react';
import type { MessageView } from '../../main/contract/mail.ts';
import { Confirm } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import type { QueueActions } from './use-queue-actions.ts';

const mostNamed = 5;

export interface RemoveProps {
  readonly ids: readonly string[];
  /** Those of them that are known here; the rest is counted. */
  readonly known: readonly MessageView[];
  readonly actions: Pick<QueueActions, 'act' | 'isBusy' | 'error'>;
  /** With how many were deleted; it may be none. */
  readonly onDone: (count: number) => void;
  readonly onClose: () => void;
}

export function ConfirmRemove({ ids, known, actions, onDone, onClose }: RemoveProps): ReactNode {
  const { words, format } = useWords();
  const { act, isBusy, error } = actions;
  const w = words.mail.confirmRemove;
  const shown = format.number(ids.length);
  const remove = async (): Promise<void> => {
    const count = await act('delete', ids);
    if (count !== null) onDone(count);
  };
  return (
    <Confirm
      title={w.title(ids.length, shown)}
      action={w.action(ids.length, shown)}
      isBusy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <div className="stack tight">
        <p>
          <Lost ids={ids} known={known} />
        </p>
        {ids.length > 1 ? <Named ids={ids} known={known} /> : null}
        <p className="soft">{w.hint(ids.length)}</p>
        <ErrorNotice error={error} />
      </div>
    </Confirm>
  );
}

function Lost({ ids, known }: Pick<RemoveProps, 'ids' | 'known'>): ReactNode {
  const { words, format } = useWords();
  const w = words.mail.confirmRemove;
  const [only] = known;
  if (ids.length === 1 && only !== undefined)
    return w.one(only.sender || words.mail.nobody, recipientsOf(only));
  const shown = format.number(ids.length);
  if (known.length < ids.length) return w.unknownSize(ids.length, shown);
  const octets = known.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return w.many(shown, format.size(octets));
}

function Named({ ids, known }: Pick<RemoveProps, 'ids' | 'known'>): ReactNode {
  const { words, format } = useWords();
  const named = known.slice(0, mostNamed);
  const rest = ids.length - named.length;
  return (
    <ul>
      {named.map((message) => (
        <li key={message.id}>
          {message.sender || words.mail.nobody} → {recipientsOf(message)}
        </li>
      ))}
      {rest > 0 ? <li>{words.mail.more(format.number(rest))}</li> : null}
    </ul>
  );
}

const recipientsOf = ({ recipients }: MessageView): string =>
  recipients.map(({ address }) => address).join(', ');
