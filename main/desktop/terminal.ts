/**
 * The packaged app as the `mailroom` command: one program, so that none of Electron's doors into plain Node
 * need stay open (build/electron-builder.mjs turns runAsNode off). No window, no page, no tray. The script
 * `bin/mailroom` beside the program starts it so.
 */
import path from 'node:path';
import { app } from 'electron';
import { runCli } from '../cli/run.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { FileSecretStore, sealedSecretsFile } from '../relay/settings/file-secret-store.ts';
import { protectorOfThisPc } from './safe-storage.ts';
import { SealedSecretStore } from './sealed-secret-store.ts';
import { parseStartOptions } from './start-options.ts';

/** Runs the words of the command line and ends the program, at once or when the relay has stopped. */
export async function runTerminal(words: readonly string[]): Promise<void> {
  // On macOS a program without a window would still stand in the Dock.
  app.dock?.hide();
  app.on('window-all-closed', () => undefined);
  endOnSurprise();
  if (words[0] !== 'serve') {
    app.exit(await runCli(words));
    return;
  }
  const served = words.slice(1);
  useFolders(parseStartOptions(served).dataFolder || defaultDataFolder());
  const { serveRelay } = await import('../serve-relay.ts');
  await serveRelay(served, {
    command: 'mailroom',
    secrets: sealedSecrets,
    exit: (code) => app.exit(code),
  });
}

/** As plain Node does, for whoever starts it again. Electron would ask with a box, and nobody sits there. */
function endOnSurprise(): void {
  const end = (error: unknown): void => {
    console.error(error);
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/**
 * The OS's key for our secrets is in the folder of the desktop app, so that is shared; what sessions keep is
 * not, since a desktop app may attach to this relay and use its own.
 */
function useFolders(dataFolder: string): void {
  app.setPath('userData', path.resolve(dataFolder, 'window'));
  app.setPath('sessionData', path.resolve(dataFolder, 'terminal'));
}

/** The password that was typed in the window is there without the window, too. */
async function sealedSecrets(dataFolder: string): Promise<SealedSecretStore> {
  await app.whenReady();
  return new SealedSecretStore({
    plain: new FileSecretStore(dataFolder),
    sealed: new FileSecretStore(dataFolder, sealedSecretsFile),
    protector: await protectorOfThisPc(),
  });
}
