/** Gives every marked widget its number, in the order of the screens and of the lines in them. Pure. */
import type { Screen, StepRole, StepWidget, Widget } from './screen.ts';

export interface NumberedStep {
  readonly number: number;
  readonly widget: StepWidget;
}

export interface NumberedScreen {
  readonly screen: Screen;
  readonly steps: readonly NumberedStep[];
}

/** Numbers go on over the screens of one page. */
export function numbered(screens: readonly Screen[]): readonly NumberedScreen[] {
  let number = 0;
  return screens.map((screen) => ({
    screen,
    steps: screen.widgets.flatMap(stepsIn).map((widget) => ({ number: ++number, widget })),
  }));
}

/** The number of a widget in its screen; null where it is no step. */
export const numberOf = ({ steps }: NumberedScreen, widget: Widget): number | null =>
  steps.find((step) => step.widget === widget)?.number ?? null;

/** The numbers of all steps that are about one thing. */
export const numbersOf = (screens: readonly NumberedScreen[], role: StepRole): readonly number[] =>
  screens.flatMap(({ steps }) =>
    steps.filter(({ widget }) => widget.role === role).map(({ number }) => number),
  );

function stepsIn(widget: Widget): readonly StepWidget[] {
  switch (widget.kind) {
    case 'group':
    case 'indent':
    case 'row':
    case 'buttons':
      return widget.inside.flatMap(stepsIn);
    case 'columns':
      return widget.columns.flat().flatMap(stepsIn);
    case 'tabs':
    case 'side':
      return [...(widget.mark ? [widget] : []), ...widget.inside.flatMap(stepsIn)];
    default:
      return widget.mark ? [widget] : [];
  }
}
