/** A list, and beside it or in its place what stands open. The focus follows Enter and comes back at Escape. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DetailProps } from './detail-frame.tsx';
import { useMedia } from './use-media.ts';
import './split.css';

/** For columns: `narrow` beside the details or in a very small window, `middle` alone in a small one. */
export type Room = 'narrow' | 'middle' | 'wide';

export interface SplitList {
  readonly room: Room;
  readonly onOpen: (id: string, by: 'enter' | 'click') => void;
  /** The keyboard moved to this row: what stands open beside the list follows. */
  readonly onActive: (id: string) => void;
}

export interface SplitProps {
  readonly id: string | null;
  /** What stands open needs more room than the list. */
  readonly isDetailWide?: boolean;
  readonly open: (id: string | null) => void;
  readonly list: (list: SplitList) => ReactNode;
  readonly detail: (detail: DetailProps) => ReactNode;
}

/** Below this width list and details take turns, and all columns of a list would be wider than it. */
const smallWindow = '(max-width: 68rem)';
const verySmallWindow = '(max-width: 56rem)';

export function Split({ id, isDetailWide = false, open, list, detail }: SplitProps): ReactNode {
  const isAlone = useMedia(smallWindow);
  const isTight = useMedia(verySmallWindow);
  const box = useRef<HTMLDivElement>(null);
  const wasClosed = useRef(false);
  const [wantsFocus, setWantsFocus] = useState(false);
  const onClose = (): void => {
    wasClosed.current = true;
    open(null);
  };
  // Where the details stood in its place, the list takes the focus only when it is seen again.
  useEffect(() => {
    if (id !== null || !wasClosed.current) return;
    wasClosed.current = false;
    const grid = box.current?.querySelector<HTMLElement>('[role=grid]');
    (grid ?? document.querySelector<HTMLElement>('#content h1'))?.focus();
  }, [id]);
  return (
    <div
      ref={box}
      className="split"
      data-detail={isDetailWide ? 'wide' : 'even'}
      data-open={id === null ? 'none' : isAlone ? 'alone' : 'beside'}
    >
      <div className="split-list">
        {list({
          room: isTight || (id !== null && !isAlone) ? 'narrow' : isAlone ? 'middle' : 'wide',
          onOpen(next, by) {
            setWantsFocus(by === 'enter');
            open(next);
          },
          onActive(next) {
            if (id === null || isAlone) return;
            setWantsFocus(false);
            open(next);
          },
        })}
      </div>
      {id === null ? null : detail({ id, isAlone, wantsFocus, onClose })}
    </div>
  );
}
