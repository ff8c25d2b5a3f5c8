/** Answers the file dialogs of the OS, which no test can click. */
import type * as Electron from 'electron';
import type { DesktopApp } from './desktop-app.ts';

/** The person chooses this file in every dialog from now on; null is Cancel. */
export const choose = (desktop: DesktopApp, file: string | null): Promise<void> =>
  desktop.inMain(({ dialog }, chosen) => {
    const canceled = chosen === null;
    dialog.showSaveDialog = (...args: unknown[]) => {
      const { defaultPath, properties } = args.at(-1) as Electron.SaveDialogOptions;
      Reflect.set(globalThis, 'suggested', defaultPath);
      Reflect.set(globalThis, 'asked', properties ?? []);
      return Promise.resolve({ canceled, filePath: chosen ?? '' });
    };
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled, filePaths: canceled ? [] : [chosen] });
  }, file);

/** The path that the last dialog for saving suggested. */
export const suggested = (desktop: DesktopApp): Promise<string> =>
  desktop.inMain(() => String(Reflect.get(globalThis, 'suggested')));

/** What the last dialog for saving was to heed. */
export const asked = (desktop: DesktopApp): Promise<string[]> =>
  desktop.inMain(() => Reflect.get(globalThis, 'asked') as string[]);
