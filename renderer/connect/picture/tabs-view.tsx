/** Tabs of a drawn window, or the list at its side; the open one is marked where a step opens it. */
import type { ReactNode } from 'react';
import { textOf } from '../model/label.ts';
import type { TabsWidget } from '../model/screen.ts';
import { useDrawing } from './drawing.ts';

const classes = {
  tabs: { hold: 'pw-tabs', list: 'pw-tab-row', one: 'pw-tab', body: 'pw-tab-body' },
  side: { hold: 'pw-side', list: 'pw-side-list', one: 'pw-side-item', body: 'pw-side-body' },
} as const;

export function TabsView({
  widget,
  children,
}: {
  readonly widget: TabsWidget;
  readonly children: ReactNode;
}): ReactNode {
  const { language, numberFor } = useDrawing();
  const number = numberFor(widget);
  const names = classes[widget.kind];
  return (
    <div className={names.hold}>
      <div className={names.list}>
        {widget.tabs.map((tab, index) => {
          const isActive = index === widget.active;
          const mark = isActive ? number : null;
          const look = [names.one, isActive ? 'is-active' : '', mark === null ? '' : 'pw-marked'];
          return (
            <span key={index} className={look.filter(Boolean).join(' ')}>
              {mark === null ? null : <span className="pw-number">{mark}</span>}
              {textOf(tab, language)}
            </span>
          );
        })}
      </div>
      <div className={names.body}>{children}</div>
    </div>
  );
}
