/** What the relay says in its terminal once it runs: where it listens, and what to type next. */
import path from 'node:path';
import { fold, screenWidth } from './cli/output.ts';
import { portNames } from './cli/port-names.ts';
import type { Relay } from './compose.ts';
import type { ListenerName, Settings } from './contract/settings.ts';
import { serviceIdOf } from './contract/status.ts';
import { defaultDataFolder } from './data-folder.ts';

const names = Object.entries(portNames) as [ListenerName, string][];

/** By the id of the service. */
const words: Readonly<Record<string, string>> = {
  'practice provider': 'Practice provider',
  ...Object.fromEntries(names.map(([listener, name]) => [serviceIdOf(listener), name])),
};

/** `command` is what next steps begin with; null for none. */
export function welcome(
  settings: Settings,
  relay: Relay,
  { dataFolder, command }: { dataFolder: string; command: string | null },
): string {
  const shown = relay.services.statuses().filter(({ id }) => id in words);
  const isWhole = shown.every(({ status }) => status.state !== 'failed');
  const lines = shown.map(({ id, status }) =>
    row(
      words[id] ?? id,
      status.state === 'running' ? `port ${status.port ?? '?'}` : (status.detail ?? status.state),
    ),
  );
  const provider =
    settings.provider.kind === 'practice'
      ? 'the practice provider (mail is kept, nothing leaves this computer)'
      : settings.provider.host;
  return [
    'Mailroom runs.',
    ...lines,
    '',
    // Whole, since it may be copied.
    `  Data folder            ${dataFolder}`,
    row('Mail goes to', provider),
    ...(command === null
      ? []
      : [
          '',
          ...nextSteps(isWhole ? relay.userCount() : null, {
            command,
            folder: folderOption(dataFolder),
          }),
          '',
          'Ctrl+C stops it.',
        ]),
  ].join('\n');
}

const row = (name: string, value: string): string =>
  fold(`  ${name.padEnd(22)} ${value}`, { width: screenWidth(), first: 0, others: 25 });

/** Behind each command, where the data folder is not the usual one: without it another relay would be asked. */
function folderOption(dataFolder: string): string {
  if (dataFolder === path.resolve(defaultDataFolder())) return '';
  const isPlain = /^[\w@%+=:,./\\-]+$/.test(dataFolder);
  return ` --data ${isPlain ? dataFolder : `"${dataFolder}"`}`;
}

/** npx finds the command of a checkout in its folder alone. */
const where = (command: string): string => (command.startsWith('npx ') ? ', in this folder' : '');

/**
 * For a newcomer the story of joe; for who has people here already, what one looks at; null where not all runs, and
 * what holds a port would answer in its place.
 */
function nextSteps(
  userCount: number | null,
  { command, folder }: { readonly command: string; readonly folder: string },
): readonly string[] {
  const typed = (...all: string[]): string[] =>
    all.map((words) => `  ${command} ${words}${folder}`);
  if (userCount === null)
    return [
      `Not all of it runs. To see what to do, type in another terminal${where(command)}:`,
      ...typed('doctor'),
    ];
  return userCount === 0
    ? [
        `Nobody may send yet. Try it, in another terminal${where(command)}:`,
        ...typed(
          'users add joe',
          'try send --from joe@myclient.com --to anna@example.org',
          'try check --user joe',
        ),
      ]
    : [`Look at it from another terminal${where(command)}:`, ...typed('status', 'doctor', 'help')];
}
