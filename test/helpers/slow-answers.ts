/** A relay that has much to do, or is broken, as the page meets it: answers wait, or are faults, until the test frees them. */
import type { WindowRequestName } from '../../main/contract/desktop.ts';
import type { DesktopApp } from './desktop-app.ts';

/**
 * `waits`: it runs when it is freed. `lags`: it runs at once, and its answer comes when it is freed. `odd`: its
 * answer has nothing of what belongs into it.
 */
type Way = 'waits' | 'lags' | 'fails' | 'odd';

/** Lives in the main process. */
interface Held {
  readonly ways: Map<string, Way>;
  readonly waiting: (() => void)[];
}

/** From now on. */
export const hold = (desktop: DesktopApp, name: WindowRequestName, way: Way): Promise<void> =>
  desktop.inMain(
    ({ ipcMain }, given) => {
      type Run = (event: unknown, request: { readonly name: string }) => Promise<unknown>;
      const known = Reflect.get(globalThis, 'heldRequests') as Held | undefined;
      const held: Held = known ?? { ways: new Map(), waiting: [] };
      held.ways.set(given.name, given.way);
      if (known !== undefined) return;
      Reflect.set(globalThis, 'heldRequests', held);
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Run>;
      const run = handlers.get(given.channel);
      if (run === undefined) throw new Error('Electron keeps its handlers elsewhere now');
      const freed = (): Promise<void> => new Promise((resolve) => held.waiting.push(resolve));
      const error = { code: 'internal', message: 'It broke.' };
      handlers.set(given.channel, async (event, request) => {
        const way = held.ways.get(request.name);
        if (way === 'fails') return { result: { ok: false, error }, pushed: 0 };
        if (way === 'odd') return { result: { ok: true, value: {} }, pushed: 0 };
        if (way === 'waits') await freed();
        const reply = await run(event, request);
        // Freed while it ran: nobody would free it again.
        if (way === 'lags' && held.ways.has(request.name)) await freed();
        return reply;
      });
    },
    { name, way, channel: 'mailroom:request' },
  );

/** How many wait now. */
export const heldCount = (desktop: DesktopApp): Promise<number> =>
  desktop.inMain(() => (Reflect.get(globalThis, 'heldRequests') as Held).waiting.length);

/** Whether one waits now. */
export const isHeld = async (desktop: DesktopApp): Promise<boolean> =>
  (await heldCount(desktop)) > 0;

/** All go on as usual; resolves when the page has drawn what it made of the answers. */
export async function freeRequests(desktop: DesktopApp): Promise<void> {
  await desktop.inMain(() => {
    const { ways, waiting } = Reflect.get(globalThis, 'heldRequests') as Held;
    ways.clear();
    for (const go of waiting.splice(0)) go();
  });
  // Asked after the others, so answered after them; two frames, and it is drawn.
  await desktop.ask('desktop:preferences', {});
  await desktop.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}
