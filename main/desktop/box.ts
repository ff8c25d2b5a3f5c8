/** A box of the OS that waits for a person, beside mail that does not. */
import { dialog, type MessageBoxOptions, type MessageBoxReturnValue } from 'electron';
import type { MainWindow } from './main-window.ts';

/**
 * Resolves when it is answered. Without a window macOS holds the whole program for it, and the mail with it
 * (Electron, message_box_mac.mm): there it hangs on the window, which is shown for it and hidden again.
 */
export async function showBox(
  main: Pick<MainWindow, 'isSeen' | 'show' | 'hide' | 'window'>,
  options: MessageBoxOptions,
): Promise<MessageBoxReturnValue> {
  if (process.platform !== 'darwin') return dialog.showMessageBox(options);
  const wasSeen = main.isSeen;
  main.show();
  if (main.window === null) throw new Error('there is no window');
  const answer = await dialog.showMessageBox(main.window, options);
  if (!wasSeen) main.hide();
  return answer;
}
