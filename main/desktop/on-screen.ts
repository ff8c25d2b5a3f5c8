/** Where the window of last time opens on the screens of today. Pure. */
import type { WindowBounds } from './window-file.ts';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As much of a window as a hand finds: less, and it stood on a screen that is gone. */
const leastSeen = { width: 100, height: 50 };

/**
 * No larger than the screen, and all of it there: what hangs over the edge of a smaller screen has its buttons out of
 * reach. `area` is the nearest screen without its taskbar; null where the window did not stand there.
 */
export function onScreen(bounds: WindowBounds, area: Area): WindowBounds | null {
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  const isThere =
    bounds.x < right - leastSeen.width &&
    bounds.x + bounds.width > area.x + leastSeen.width &&
    // A title bar a little above the screen is in reach still.
    bounds.y >= area.y - 10 &&
    bounds.y < bottom - leastSeen.height;
  if (!isThere) return null;
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  const x = Math.max(area.x, Math.min(bounds.x, right - width));
  const y = Math.max(area.y, Math.min(bounds.y, bottom - height));
  return { ...bounds, x, y, width, height };
}
