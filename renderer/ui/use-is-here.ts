/** For what is answered late: false once this part of the page is gone, and whoever asked is elsewhere. */
import { useEffect, useRef, type RefObject } from 'react';

export function useIsHere(): RefObject<boolean> {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}
