/** Keeps answers to the window back, as a relay does that has much to do. */
import type { DesktopApp } from './desktop-app.ts';

export interface HeldAnswers {
  /** Hands out what was kept back; resolves when the page has drawn what it made of it. */
  letGo(): Promise<void>;
}

/** From now on answers to this request wait; they are made at once, and so are as old as they come late. */
export async function holdAnswers(desktop: DesktopApp, name: string): Promise<HeldAnswers> {
  await desktop.inMain(({ ipcMain }, wanted) => {
    type Answer = (event: unknown, raw: { readonly name: string }) => Promise<unknown>;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Answer>;
    const channel = 'mailroom:request';
    const answer = handlers.get(channel);
    if (!answer) throw new Error('Electron keeps its handlers elsewhere');
    const wait = new Promise<void>((resolve) => {
      const waiting = (Reflect.get(globalThis, 'heldAnswers') ?? []) as (() => void)[];
      Reflect.set(globalThis, 'heldAnswers', [...waiting, resolve]);
    });
    handlers.set(channel, async (event, raw) => {
      const given = await answer(event, raw);
      if (raw.name === wanted) await wait;
      return given;
    });
  }, name);
  return {
    async letGo() {
      await desktop.inMain(() => {
        for (const go of Reflect.get(globalThis, 'heldAnswers') as (() => void)[]) go();
      });
      // Asked after the others, so answered after them; two frames, and it is drawn.
      await desktop.ask('desktop:preferences', {});
      await desktop.page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
          }),
      );
    },
  };
}
