/** Asks once before all windows close. */
import type { ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export function CloseAll(props: {
  /** How many: of one several people may send. */
  readonly addresses: number;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const announce = useAnnounce();
  const w = words.overview.senders;
  const closeAll = async (): Promise<void> => {
    const result = await ask('windows:clear', {});
    if (!result.ok) return;
    announce(w.closedAll(props.addresses));
    props.onClose();
  };
  return (
    <Confirm
      title={w.closeAllTitle}
      action={w.closeAll}
      isBusy={isBusy}
      onConfirm={() => void closeAll()}
      onClose={props.onClose}
    >
      <p>{w.closeAllText(props.addresses)}</p>
      <ErrorNotice error={error} />
    </Confirm>
  );
}
