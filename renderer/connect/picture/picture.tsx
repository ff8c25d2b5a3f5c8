/**
 * Draws a window of another program in our own hand, filled with this office's values. It is one picture to
 * a screen reader: the steps beside it say the same in words.
 */
import { useMemo, type ReactNode } from 'react';
import { useWords } from '../../words/words-context.tsx';
import { textOf } from '../model/label.ts';
import type { Frame } from '../model/screen.ts';
import { alternative } from './alternative.ts';
import { DrawingContext, type Drawing } from './drawing.ts';
import { WidgetView } from './widget-view.tsx';
import './picture.css';
import './frames.css';

export function Picture({
  numbered,
  frame,
  language,
}: Drawing & { readonly frame: Frame }): ReactNode {
  const { words } = useWords();
  const { screen } = numbered;
  const drawing = useMemo(() => ({ numbered, language }), [numbered, language]);
  return (
    <div className="picture-hold">
      <div
        className={`picture frame-${frame}`}
        role="img"
        aria-label={alternative(numbered, words.connect.page, language)}
      >
        <div className="pw-bar" aria-hidden="true">
          <span className="pw-dots">
            <i />
            <i />
            <i />
          </span>
          <span className="pw-title">{textOf(screen.title, language)}</span>
          <span className="pw-close">×</span>
        </div>
        <div className="pw-body" aria-hidden="true" lang={language}>
          <DrawingContext value={drawing}>
            {screen.widgets.map((widget, index) => (
              <WidgetView key={index} widget={widget} />
            ))}
          </DrawingContext>
        </div>
      </div>
    </div>
  );
}
