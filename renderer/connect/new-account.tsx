/** The way to the first account, folded away: most programs have one already. */
import type { ReactNode } from 'react';
import { useWords } from '../words/words-context.tsx';
import { numbered } from './model/numbered.ts';
import { same } from './model/label.ts';
import type { Widget } from './model/screen.ts';
import { StepText } from './step-text.tsx';

export function NewAccount({ widgets }: { readonly widgets: readonly Widget[] }): ReactNode {
  const { words } = useWords();
  const w = words.connect.page;
  const [screen] = numbered([{ id: 'new', frame: null, title: same(''), widgets }]);
  return (
    <details className="new-account">
      <summary>{w.noAccountYet}</summary>
      <ul>
        {screen?.steps.map(({ number, widget }) => (
          <li key={number}>
            <StepText widget={widget} isTouch={false} />
            {widget.note ? <p className="soft">{words.connect.notes.notes[widget.note]}</p> : null}
          </li>
        ))}
        <li>{w.thenChange}</li>
      </ul>
    </details>
  );
}
