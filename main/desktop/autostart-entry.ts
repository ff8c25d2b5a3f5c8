/**
 * What starts Mailroom at sign-in: the Linux autostart file (Desktop Application Autostart and Desktop Entry
 * specifications), and what Windows is told. Pure.
 */
import path from 'node:path';

/** Where the file belongs: `$XDG_CONFIG_HOME/autostart`, else `~/.config/autostart`. */
export function autostartFile(env: NodeJS.ProcessEnv, home: string): string {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  return path.join(
    config === '' ? path.join(home, '.config') : config,
    'autostart',
    'mailroom.desktop',
  );
}

/** `command` is the program and its arguments; `--hidden` is added. */
export function autostartEntry(command: readonly string[]): string {
  const [program = ''] = command;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Mailroom',
    'Comment=Mail relay for the office',
    // Without the program a desktop passes the entry over.
    `TryExec=${program.replace(/\\/g, '\\\\')}`,
    `Exec=${[...command, '--hidden'].map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * `off`: switched off in the settings of the desktop, which leaves the file. `gone`: on, but its program is not
 * there any more, for example an AppImage of an older version.
 */
export function entryState(
  entry: string,
  isThere: (program: string) => boolean,
): 'on' | 'off' | 'gone' {
  if (/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry)) return 'off';
  const program = /^TryExec=(.+)$/m.exec(entry)?.[1]?.replace(/\\\\/g, '\\') ?? execWords(entry)[0];
  return program === undefined || isThere(program) ? 'on' : 'gone';
}

/** The data folder that it names; null for the one of everybody. */
export function entryFolder(entry: string): string | null {
  const words = execWords(entry);
  const at = words.indexOf('--data');
  return at === -1 ? null : (words[at + 1] ?? null);
}

/** The other way round than `quoted`. */
function execWords(entry: string): readonly string[] {
  const exec = (/^Exec=(.+)$/m.exec(entry)?.[1] ?? '').replace(/\\\\/g, '\\');
  return [...exec.matchAll(/"((?:\\.|[^"\\])*)"|[^\s"]+/g)].map(([word, inQuotes]) =>
    (inQuotes?.replace(/\\(.)/g, '$1') ?? word).replace(/%%/g, '%'),
  );
}

/**
 * In quotes: an entry is looked for by its program, and of a path without them Electron reads only what stands
 * before the first space, "C:\Program".
 */
export const loginItem = (
  program: string,
  words: readonly string[],
): { readonly path: string; readonly args: string[] } => ({
  path: `"${program}"`,
  args: [...words, '--hidden'],
});

/** Quoting of Exec: within double quotes, then once more as a string value; % is a field code. */
function quoted(word: string): string {
  const inQuotes = word.replace(/[\\"`$]/g, '\\$&').replace(/%/g, '%%');
  return /^[\w@+=:,./-]+$/.test(word) ? word : `"${inQuotes.replace(/\\/g, '\\\\')}"`;
}
