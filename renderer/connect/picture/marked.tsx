/** Frames what a step is about, and puts its number at the edge. */
import type { ReactNode } from 'react';
import type { Widget } from '../model/screen.ts';
import { useDrawing } from './drawing.ts';

export function Marked({
  widget,
  className,
  children,
}: {
  readonly widget: Widget;
  readonly className: string;
  readonly children: ReactNode;
}): ReactNode {
  const number = useDrawing().numberFor(widget);
  const isHeart = 'role' in widget && widget.role === 'way';
  const marks = number === null ? '' : isHeart ? 'pw-marked pw-heart' : 'pw-marked';
  return (
    <div className={`${className} ${marks}`.trim()}>
      {number === null ? null : <span className="pw-number">{number}</span>}
      {children}
    </div>
  );
}
