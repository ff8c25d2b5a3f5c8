/** The Linux autostart file (Desktop Application Autostart and Desktop Entry specifications). Pure. */
import path from 'node:path';

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
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Mailroom',
    'Comment=Mail relay for the office',
    `Exec=${[...command, '--hidden'].map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quoting of Exec: within double quotes, then once more as a string value; % is a field code. */
function quoted(word: string): string {
  const inQuotes = word.replace(/[\\"`$]/g, '\\$&').replace(/%/g, '%%');
  return /^[\w@+=:,./-]+$/.test(word) ? word : `"${inQuotes.replace(/\\/g, '\\\\')}"`;
}
