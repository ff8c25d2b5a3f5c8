/** The requests of the page about this PC, done by Electron. */
import { app, clipboard, shell, type BrowserWindow } from 'electron';
import type { DesktopInfo, Preferences, PreferencesChange } from '../contract/desktop.ts';
import { ok, type Result } from '../contract/result.ts';
import { canStartAtSignIn, startAtSignIn } from './autostart.ts';
import type { DesktopTools } from './desktop-tools.ts';
import { askPlace, pickFile, saveBytes, saveMessage, saveMessages } from './files.ts';
import { usableTags } from './locales.ts';
import type { MainWindow } from './main-window.ts';
import type { RelayLink } from './relay-link.ts';
import type { Protector } from './safe-storage.ts';
import type { WindowFile } from './window-file.ts';

/** The parts of the desktop that the requests reach. */
export interface ToolsOptions {
  readonly options: { readonly version: string; readonly dataFolder: string };
  readonly protector: Protector | null;
  readonly file: WindowFile;
  readonly link: RelayLink;
  readonly window: MainWindow;
  readonly report: (event: string, text: string) => void;
}

/** The tools of the running desktop. A tool that needs the window throws while there is none. */
export function toolsOf(given: ToolsOptions): DesktopTools {
  const { file, link, report } = given;
  const window = (): BrowserWindow => {
    if (given.window.window === null) throw new Error('there is no window');
    return given.window.window;
  };
  return {
    info: () => Promise.resolve(infoOf(given)),
    preferences: () => file.preferences,
    changePreferences: (change) => changePreferences(change, given),
    // Returns a promise since Electron 45, nothing before.
    copy: async (text) => {
      await clipboard.writeText(text);
    },
    openLink: (url) => shell.openExternal(url),
    saveText: (name, text) => saveBytes(window(), name, () => Promise.resolve(text)),
    saveMessage: (id) => saveMessage(window(), link, id),
    saveMessages: (ids, progress) => saveMessages(window(), link, { ids, ...progress }),
    print: () => print(window()),
    savePdf: (name) =>
      saveBytes(window(), name, () =>
        window().webContents.printToPDF({ printBackground: true, pageSize: 'A4' }),
      ),
    showDataFolder: async () => {
      const fault = await shell.openPath(given.options.dataFolder);
      if (fault !== '') throw new Error(fault);
    },
    pickFile: (purpose) => pickFile(window(), purpose),
    pickPlace: async (name) => {
      const place = await askPlace(window(), name);
      return place === null ? null : { path: place };
    },
    quit: () => app.quit(),
    report,
  };
}

function infoOf({ options, protector, link }: ToolsOptions): DesktopInfo {
  const languages = usableTags(app.getPreferredSystemLanguages());
  return {
    version: options.version,
    platform:
      process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
    languages,
    locale: usableTags([app.getSystemLocale(), ...languages])[0] ?? 'en-US',
    relay: link.kind,
    dataFolder: options.dataFolder,
    protectsSecrets: protector !== null,
    canStartAtSignIn: canStartAtSignIn(),
    runtime: `Electron ${process.versions.electron}`,
  };
}

/** The OS first: a switch must not stand on where the OS refused. */
async function changePreferences(
  change: PreferencesChange,
  { file, options }: ToolsOptions,
): Promise<Result<Preferences>> {
  const { startAtSignIn: wanted } = change;
  if (wanted !== undefined && wanted !== file.preferences.startAtSignIn) {
    const started = await startAtSignIn(wanted, options.dataFolder);
    if (!started.ok) return started;
  }
  return ok(file.change(change));
}

/** Null when it went to the printer or the person cancelled. */
function print(window: BrowserWindow): Promise<string | null> {
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: true }, (isPrinted, reason) => {
      const wasCancelled = /cancel/i.test(reason);
      resolve(isPrinted || wasCancelled ? null : reason || 'the printer refused it');
    });
  });
}
