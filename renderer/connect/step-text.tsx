/** One step as a sentence, with the value to copy. */
import type { ReactNode } from 'react';
import { Copyable } from '../ui/copyable.tsx';
import { useWords } from '../words/words-context.tsx';
import { fill } from './fill.tsx';
import { LabelText, PathText } from './label-text.tsx';
import { textOf } from './model/label.ts';
import type { StepWidget, TabsWidget, TextWidget, ToggleWidget } from './model/screen.ts';

export function StepText({
  widget,
  isTouch,
}: {
  readonly widget: StepWidget;
  readonly isTouch: boolean;
}): ReactNode {
  const { words } = useWords();
  const { steps, notes } = words.connect.notes;
  switch (widget.kind) {
    case 'say':
      return notes[widget.say];
    case 'path':
      return fill(steps.path, { path: <PathText path={widget.path} /> });
    case 'text':
      return <TypeText widget={widget} />;
    case 'select':
      return fill(steps.choose, {
        label: <LabelText label={widget.label} />,
        value: <LabelText label={widget.value} />,
      });
    case 'button':
      return fill(isTouch ? steps.tap : steps.click, { label: <LabelText label={widget.label} /> });
    case 'tabs':
    case 'side':
      return <OpenText widget={widget} isTouch={isTouch} />;
    default:
      return <ToggleText widget={widget} />;
  }
}

function TypeText({ widget }: { readonly widget: TextWidget }): ReactNode {
  const { words, language } = useWords();
  const { steps } = words.connect.notes;
  const label = <LabelText label={widget.label} />;
  if (widget.isSecret) return fill(steps.password, { label });
  if (widget.value === '') return fill(steps.fill, { label });
  const value = <Copyable text={widget.value} what={textOf(widget.label, language)} />;
  return fill(steps.type, { label, value });
}

function OpenText({
  widget,
  isTouch,
}: {
  readonly widget: TabsWidget;
  readonly isTouch: boolean;
}): ReactNode {
  const { words } = useWords();
  const { steps } = words.connect.notes;
  const opened = widget.tabs[widget.active];
  const sentence = isTouch ? steps.tap : widget.kind === 'side' ? steps.side : steps.tab;
  return opened ? fill(sentence, { label: <LabelText label={opened} /> }) : null;
}

function ToggleText({ widget }: { readonly widget: ToggleWidget }): ReactNode {
  const { words } = useWords();
  const { steps } = words.connect.notes;
  const sentences = {
    tick: widget.isOn ? steps.tick : steps.untick,
    switch: widget.isOn ? steps.switchOn : steps.switchOff,
    radio: steps.radio,
  };
  return fill(sentences[widget.kind], { label: <LabelText label={widget.label} /> });
}
