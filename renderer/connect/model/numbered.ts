/** Gives every marked widget its number, in the order of the screens and of the lines in them. Pure. */
import type { Label } from './label.ts';
import type { Screen, StepRole, StepWidget, Widget } from './screen.ts';

export interface NumberedStep {
  readonly number: number;
  readonly widget: StepWidget;
  /** Title of the group that it stands in, on the first step of that group. */
  readonly group: Label | null;
}

export interface NumberedScreen {
  readonly screen: Screen;
  readonly steps: readonly NumberedStep[];
}

interface Found {
  readonly widget: StepWidget;
  readonly group: Label | null;
}

/** Numbers go on over the screens of one page. */
export function numbered(screens: readonly Screen[]): readonly NumberedScreen[] {
  let number = 0;
  return screens.map((screen) => {
    const found = screen.widgets.flatMap((widget) => stepsIn(widget, null));
    return {
      screen,
      steps: firstOfGroups(found).map((one) => ({ ...one, number: ++number })),
    };
  });
}

/** The number of a widget in its screen; null where it is no step. */
export const numberOf = ({ steps }: NumberedScreen, widget: Widget): number | null =>
  steps.find((step) => step.widget === widget)?.number ?? null;

/** The numbers of all steps that are about one thing. */
export const numbersOf = (screens: readonly NumberedScreen[], role: StepRole): readonly number[] =>
  screens.flatMap(({ steps }) =>
    steps.filter(({ widget }) => widget.role === role).map(({ number }) => number),
  );

/** Where one group alone has steps, its title would say nothing. */
function firstOfGroups(found: readonly Found[]): readonly Found[] {
  const groups = new Set(found.map(({ group }) => group));
  groups.delete(null);
  return found.map(({ widget, group }, index) => {
    const isFirst = groups.size > 1 && found[index - 1]?.group !== group;
    return { widget, group: isFirst ? group : null };
  });
}

function stepsIn(widget: Widget, group: Label | null): readonly Found[] {
  const inside = (widgets: readonly Widget[], title = group): readonly Found[] =>
    widgets.flatMap((one) => stepsIn(one, title));
  const own = (step: StepWidget): readonly Found[] => (step.mark ? [{ widget: step, group }] : []);
  switch (widget.kind) {
    case 'group':
    case 'indent':
    case 'row':
    case 'buttons':
      return inside(widget.inside, widget.title ?? group);
    case 'tabs':
    case 'side':
      return [...own(widget), ...inside(widget.inside)];
    default:
      return own(widget);
  }
}
