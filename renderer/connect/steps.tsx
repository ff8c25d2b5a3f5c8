/** The numbered steps of a page, window by window, each window with its drawing. */
import type { ReactNode } from 'react';
import { useWords } from '../words/words-context.tsx';
import { LabelText } from './label-text.tsx';
import type { LabelLanguage } from './model/label.ts';
import { isUnsure } from './model/label.ts';
import type { NumberedScreen, NumberedStep } from './model/numbered.ts';
import type { Screen, StepWidget } from './model/screen.ts';
import { Picture } from './picture/picture.tsx';
import { StepText } from './step-text.tsx';

export function Steps({
  screens,
  pictureLanguage,
  of,
}: {
  /** Whose steps, for the style and for tests. */
  readonly of: string;
  readonly screens: readonly NumberedScreen[];
  readonly pictureLanguage: LabelLanguage;
}): ReactNode {
  const { words, language } = useWords();
  const isLegendShown = screens.some(({ steps }) =>
    steps.some(({ widget }) => labelsOf(widget).some((label) => isUnsure(label, language))),
  );
  return (
    <div className="connect-steps" data-of={of}>
      {screens.map((one) => (
        <section key={one.screen.id} className="connect-screen">
          {one.steps.length === 0 ? null : (
            <ol className="step-list" start={one.steps[0]?.number}>
              {one.steps.map((step) => (
                <Step key={step.number} step={step} screen={one.screen} />
              ))}
            </ol>
          )}
          {one.screen.frame === null ? null : (
            <Picture numbered={one} frame={one.screen.frame} language={pictureLanguage} />
          )}
        </section>
      ))}
      {isLegendShown ? (
        <p className="soft">
          <span aria-hidden="true">≈ </span>
          {words.connect.page.maybeLegend}
        </p>
      ) : null}
    </div>
  );
}

const touchFrames: ReadonlySet<Screen['frame']> = new Set(['iphone', 'android']);

function Step({
  step: { number, widget, group },
  screen,
}: {
  readonly step: NumberedStep;
  readonly screen: Screen;
}): ReactNode {
  const { words } = useWords();
  return (
    <li
      id={`step-${number}`}
      tabIndex={-1}
      className={widget.role === 'way' ? 'step is-heart' : 'step'}
    >
      {/* Read out too: the live line names steps by it, and the list has no marks of its own. */}
      <span className="step-number">{number}</span>
      <div className="step-words">
        {group ? (
          <div className="step-group">
            <LabelText label={group} />
          </div>
        ) : null}
        <div>
          <StepText widget={widget} isTouch={touchFrames.has(screen.frame)} />
        </div>
        {widget.note ? <p className="soft">{words.connect.notes.notes[widget.note]}</p> : null}
      </div>
    </li>
  );
}

const labelsOf = (widget: StepWidget) => {
  if (widget.kind === 'say') return [];
  if (widget.kind === 'path') return widget.path;
  if ('tabs' in widget) return widget.tabs;
  return widget.kind === 'select' ? [widget.label, widget.value] : [widget.label];
};
