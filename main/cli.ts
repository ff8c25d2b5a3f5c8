/** The `mailroom` command: finds the command that was typed, connects to the running relay, prints. */
import { parseArgs } from 'node:util';
import { CommandError, type Command, type CommandContext } from './cli/command.ts';
import { activityCommands } from './cli/activity-commands.ts';
import { mailCommands } from './cli/mail-commands.ts';
import { officeCommands } from './cli/office-commands.ts';
import { peopleCommands } from './cli/people-commands.ts';
import { systemCommands } from './cli/system-commands.ts';
import { tryCommands } from './cli/try-commands.ts';
import { controlPath } from './control/control-path.ts';
import { ControlClient } from './control/socket-client.ts';
import { defaultDataFolder } from './data-folder.ts';

const commands: Readonly<Record<string, Command>> = {
  ...systemCommands,
  ...peopleCommands,
  ...mailCommands,
  ...activityCommands,
  ...officeCommands,
  ...tryCommands,
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  data: text,
  json: flag,
  help: flag,
  alias: text,
  suggest: flag,
  off: flag,
  user: text,
  senders: text,
  recipients: text,
  'per-hour': text,
  'max-mb': text,
  text,
  level: text,
  rename: text,
  state: text,
  limit: text,
  newest: flag,
  follow: flag,
  host: text,
  port: text,
  tls: text,
  auth: text,
  fingerprint: text,
  connections: text,
  'allow-plaintext': flag,
  'no-password': flag,
  'mail-to': text,
  behaviour: text,
  delay: text,
  from: text,
  to: text,
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const found = find(positionals);
  if (values.help === true || positionals.length === 0 || positionals[0] === 'help') {
    console.log(help(positionals[0] === 'help' ? positionals[1] : positionals[0]));
    return;
  }
  if (found === null)
    throw new CommandError(
      `There is no command "${positionals.join(' ')}". See "mailroom help".`,
      2,
    );
  const dataFolder = values.data ?? defaultDataFolder();
  const tryConnect = (): Promise<ControlClient | null> =>
    ControlClient.open(controlPath(dataFolder));
  const context: CommandContext = {
    words: found.words,
    options: values,
    dataFolder,
    isJson: values.json === true,
    tryConnect,
    async connect() {
      const client = await tryConnect();
      if (client) return client;
      throw new CommandError(
        `Mailroom is not running for ${dataFolder}. Start it with "npm start", or name another folder with --data.`,
        3,
      );
    },
    print(value, shown) {
      console.log(values.json === true ? JSON.stringify(value, null, 2) : shown);
    },
  };
  await found.command.run(context);
}

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(
      `${error instanceof Error ? error.message : String(error)} See "mailroom help".`,
      2,
    );
  }
}

function find(
  positionals: readonly string[],
): { command: Command; words: readonly string[] } | null {
  for (const length of [2, 1]) {
    const command = commands[positionals.slice(0, length).join(' ')];
    if (command && positionals.length >= length)
      return { command, words: positionals.slice(length) };
  }
  return null;
}

function help(group: string | undefined): string {
  const chosen = Object.entries(commands).filter(
    ([name]) => group === undefined || name.split(' ')[0] === group,
  );
  if (chosen.length === 0) return `There is no command "${group ?? ''}". See "mailroom help".`;
  const lines = chosen.map(([, { usage, summary }]) => `  mailroom ${usage}\n      ${summary}`);
  return [
    ...lines,
    '',
    '  --json prints data for programs; --data DIR names the data folder.',
  ].join('\n');
}

main().catch((error: unknown) => {
  const isExpected = error instanceof CommandError;
  console.error(
    isExpected
      ? error.message
      : `Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = isExpected ? error.exitCode : 1;
});
