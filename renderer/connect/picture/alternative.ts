/** What a picture shows, for those who do not see it: its title, and each marked thing with its state. Pure. */
import type { Words } from '../../words/words.ts';
import { textOf, type Label, type LabelLanguage } from '../model/label.ts';
import type { NumberedScreen } from '../model/numbered.ts';
import type { StepWidget } from '../model/screen.ts';

export function alternative(
  { screen, steps }: NumberedScreen,
  words: Words['connect']['page'],
  language: LabelLanguage,
): string {
  const { picture, pictureMarks, pictureState } = words;
  const say = (label: Label): string => textOf(label, language);
  const marks = steps.flatMap(({ number, widget }) => {
    const shown = shownState(widget, pictureState, say);
    return shown === null ? [] : [`${number} ${shown}`];
  });
  const title = picture(say(screen.title));
  return marks.length === 0 ? title : `${title} ${pictureMarks(marks.join('; '))}`;
}

function shownState(
  widget: StepWidget,
  states: Words['connect']['page']['pictureState'],
  say: (label: Label) => string,
): string | null {
  switch (widget.kind) {
    case 'say':
    case 'path':
      return null;
    case 'text':
      return `${say(widget.label)}: ${widget.isSecret ? states.secret : widget.value}`;
    case 'select':
      return `${say(widget.label)}: ${say(widget.value)}`;
    case 'tick':
      return `${say(widget.label)}, ${widget.isOn ? states.ticked : states.empty}`;
    case 'radio':
      return `${say(widget.label)}, ${states.chosen}`;
    case 'switch':
      return `${say(widget.label)}, ${widget.isOn ? states.on : states.off}`;
    case 'button':
      return say(widget.label);
    default: {
      const opened = widget.tabs[widget.active];
      return opened ? say(opened) : null;
    }
  }
}
