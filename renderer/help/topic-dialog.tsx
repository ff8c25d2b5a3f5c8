/** The text of one topic in a dialog of its own, scrolled to what was asked for. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { useWords } from '../words/words-context.tsx';
import { Blocks, headingId, OverDialog } from './blocks.tsx';
import { partsOf, type HelpPlace } from './topics.ts';
import { useHelpTexts } from './use-help-texts.ts';
import './help.css';

export interface TopicDialogProps {
  readonly place: HelpPlace;
  readonly onClose: () => void;
}

export function TopicDialog({ place, onClose }: TopicDialogProps): ReactNode {
  const { words } = useWords();
  const { own } = useHelpTexts();
  const { topic, heading } = partsOf(place);
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    const found = heading === '' ? null : document.getElementById(headingId(heading));
    text.current?.focus();
    if (found) found.scrollIntoView();
    else text.current?.scrollTo(0, 0);
  }, [topic, heading]);
  const { title, blocks } = own[topic];
  return (
    <DialogFrame {...{ title, onClose }} isWide>
      <article ref={text} className="help-text help-over" aria-label={title} tabIndex={0}>
        <OverDialog value={true}>
          <Blocks blocks={blocks} />
        </OverDialog>
      </article>
      <div className="buttons end">
        <Button onClick={onClose}>{words.common.close}</Button>
      </div>
    </DialogFrame>
  );
}
