/** Short ways to write the lines of a screen. */
import { same, type Label } from './label.ts';
import type {
  BoxWidget,
  ButtonWidget,
  PathWidget,
  SayWidget,
  SelectWidget,
  TabsWidget,
  TextWidget,
  ToggleWidget,
  Widget,
} from './screen.ts';
import type { NoteId } from '../../words/en/connect-notes.ts';

type More<W> = Partial<Omit<W, 'kind' | 'label' | 'value' | 'isOn'>>;

/** A step: type this value. */
export const type = (label: Label, value: string, more: More<TextWidget> = {}): TextWidget => ({
  ...{ kind: 'text', label, value, mark: true },
  ...more,
});

/** A field that stands there and is left alone. */
export const shown = (label: Label, value: string, more: More<TextWidget> = {}): TextWidget => ({
  ...{ kind: 'text', label, value, isExample: true },
  ...more,
});

/** A step: type the person's password, which nobody sees here. */
export const typePassword = (label: Label, more: More<TextWidget> = {}): TextWidget => ({
  ...{ kind: 'text', label, value: '', isSecret: true, mark: true },
  ...more,
});

export const choose = (
  label: Label,
  value: Label | string,
  more: More<SelectWidget> = {},
): SelectWidget => ({
  ...{ kind: 'select', label, mark: true },
  value: typeof value === 'string' ? same(value) : value,
  ...more,
});

const toggle =
  (kind: ToggleWidget['kind'], isOn: boolean, mark: boolean) =>
  (label: Label, more: More<ToggleWidget> = {}): ToggleWidget => ({
    ...{ kind, label, isOn, mark },
    ...more,
  });

/** A step: make sure that the box is ticked. */
export const tick = toggle('tick', true, true);
/** A step: make sure that the box is empty. */
export const untick = toggle('tick', false, true);
/** A box that is empty and stays so. */
export const empty = toggle('tick', false, false);
export const pick = toggle('radio', true, true);
export const unpicked = toggle('radio', false, false);
export const switchOn = toggle('switch', true, true);
export const switchOff = toggle('switch', false, true);

export const press = (label: Label, more: More<ButtonWidget> = {}): ButtonWidget => ({
  ...{ kind: 'button', label, mark: true },
  ...more,
});
export const button = (label: Label, more: More<ButtonWidget> = {}): ButtonWidget => ({
  ...{ kind: 'button', label },
  ...more,
});

export const path = (labels: readonly Label[], note?: NoteId): PathWidget => ({
  ...{ kind: 'path', path: labels, mark: true },
  ...(note === undefined ? {} : { note }),
});

export const say = (id: NoteId): SayWidget => ({ kind: 'say', say: id, mark: true });

const box =
  (kind: BoxWidget['kind']) =>
  (inside: readonly Widget[]): BoxWidget => ({ kind, inside });

export const indent = box('indent');
export const row = box('row');
export const buttons = box('buttons');
export const group = (title: Label, inside: readonly Widget[]): BoxWidget => ({
  ...{ kind: 'group', title, inside },
});

/** `active` is opened by the person where `mark` is set. */
export const tabs = (
  labels: readonly Label[],
  active: number,
  inside: readonly Widget[],
  mark = true,
): TabsWidget => ({ kind: 'tabs', tabs: labels, active, inside, mark });

export const side = (
  labels: readonly Label[],
  active: number,
  inside: readonly Widget[],
  mark = true,
): TabsWidget => ({ kind: 'side', tabs: labels, active, inside, mark });
