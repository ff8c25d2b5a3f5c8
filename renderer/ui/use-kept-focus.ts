/**
 * Passes the focus on when the control that had it goes: a row that was removed, a button that made way for
 * its form. Else the keyboard would begin anew at the top of the window.
 */
import { useEffect, useRef, type RefObject } from 'react';

const controls = 'a[href], button, input, select, textarea, summary';

/** For the box around the controls. What takes the focus by itself keeps it. */
export function useKeptFocus<E extends HTMLElement>(): RefObject<E | null> {
  const box = useRef<E>(null);
  useEffect(() => {
    const element = box.current;
    return element === null ? undefined : keepFocus(element);
  }, []);
  return box;
}

/** Where the last control went. */
function focusHeading(box: HTMLElement): void {
  const heading = box.querySelector<HTMLElement>('h1, h2, h3');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function keepFocus(box: HTMLElement): () => void {
  let last: Element | null = null;
  let place = 0;
  const inOrder = (): HTMLElement[] => [...box.querySelectorAll<HTMLElement>(controls)];
  const changed = new MutationObserver(() => {
    const now = inOrder();
    if (last?.isConnected === true) place = now.findIndex((one) => one === last);
    const isLost = last?.isConnected === false && document.activeElement === document.body;
    if (!isLost || !box.isConnected) return;
    const next = now[Math.min(Math.max(place, 0), now.length - 1)];
    if (next === undefined) focusHeading(box);
    else next.focus();
  });
  const onFocus = ({ target }: FocusEvent): void => {
    last = target instanceof Element && box.contains(target) ? target : null;
    changed.disconnect();
    if (last === null) return;
    place = inOrder().findIndex((one) => one === last);
    changed.observe(box, { childList: true, subtree: true });
  };
  document.addEventListener('focusin', onFocus);
  return () => {
    document.removeEventListener('focusin', onFocus);
    changed.disconnect();
  };
}
