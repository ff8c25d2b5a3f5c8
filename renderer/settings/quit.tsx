/** Ends the program, after one question that says what stops. */
import { useState, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useStatus } from '../link/office-facts.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function Quit(): ReactNode {
  const { words, format } = useWords();
  const { info } = useDesktop();
  const { ask, isBusy, error } = useAsk();
  const [isAsking, setAsking] = useState(false);
  const queue = useStatus().value?.queue;
  const waiting = queue ? queue.waiting + queue.sending + queue.held : 0;
  const isOwn = info.relay === 'own';
  const w = words.settings.quit;
  const quit = (): void => void ask('desktop:quit', {});
  return (
    <Card title={w.title}>
      <div className="row">
        <p className="soft grow">{isOwn ? w.lead : w.attached}</p>
        <Button onClick={isOwn ? () => setAsking(true) : quit}>
          {isOwn ? w.action : w.attachedAction}
        </Button>
      </div>
      {isAsking ? (
        <Confirm
          title={w.question}
          action={w.confirm}
          isBusy={isBusy}
          onConfirm={quit}
          onClose={() => setAsking(false)}
        >
          <p>{w.loses}</p>
          {waiting > 0 ? (
            <p>{w.waits(words.common.messages(waiting, format.number(waiting)))}</p>
          ) : null}
          <ErrorNotice error={error} />
        </Confirm>
      ) : (
        <ErrorNotice error={error} />
      )}
    </Card>
  );
}
