/** Finds the command that was typed, connects to the running relay, prints. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { allCommands as commands } from './all-commands.ts';
import { CommandError, notRunning, type Desk } from './command.ts';
import { find, unknownCommand } from './find-command.ts';
import { help, helpEntries } from './help.ts';
import { notWritten } from './not-written.ts';
import { emptyFolder, optionFault } from './option-fault.ts';
import { asTyped, besideResult, printable, screenWidth } from './output.ts';
import { Silence } from './silence.ts';
import { checkUsage, grammarOf } from './usage.ts';
import type { RequestName } from '../contract/requests.ts';
import { controlPath } from '../control/control-path.ts';
import { ControlClient } from '../control/socket-client.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { systemClock } from '../relay/lifecycle/clock.ts';
import { ownerOf } from '../relay/lifecycle/data-folder-lock.ts';
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';
import { within } from '../relay/lifecycle/within.ts';

/** The entries run it, since it stays; here for the help alone. */
const serve = {
  usage: 'serve [--data DIR] [--set PATH=VALUE] [--quiet]',
  summary: 'runs the relay without a window, until Ctrl+C',
};

declare const MAILROOM_VERSION: string;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  data: text,
  json: flag,
  help: { ...flag, short: 'h' },
  version: { ...flag, short: 'v' },
  alias: text,
  suggest: flag,
  none: flag,
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

/** Longer lines of help are hard to read, whatever the screen has. */
const pageWidth = 100;

/** `mailroom journal | head` closes our output while we write: then nobody wants more. A full disk is said. */
function endWhenUnread(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      console.error(notWritten('The output', error).message);
      process.exit(1);
    });
}

/** Runs `mailroom WORDS` and says what there is to say. Resolves to the exit code; never rejects. */
export async function runCli(words: readonly string[]): Promise<number> {
  endWhenUnread();
  try {
    await run(words);
    return 0;
  } catch (error) {
    const expected = error instanceof CommandError ? error : unreadable(error);
    console.error(
      expected
        ? besideResult(expected.message)
        : `Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return expected?.exitCode ?? 1;
  }
}

/** A file of a stopped relay's data folder that the system does not give, or is damaged; null for all else. */
function unreadable(error: unknown): CommandError | null {
  if (!(error instanceof Error)) return null;
  // Cause and remedy in plain words already.
  if (error instanceof ServiceFault) return new CommandError(error.message);
  const { code, path: file, syscall = '' } = error as NodeJS.ErrnoException;
  const isRead = /^(open|read|scandir|l?stat)$/.test(syscall);
  if (!isRead || code === undefined || file === undefined) return null;
  return new CommandError(
    `${file} cannot be read (${code}). Look at the disk and at who may read the data folder.`,
  );
}

async function run(typed: readonly string[]): Promise<void> {
  const { values, positionals, tokens } = parse(typed);
  const [first] = positionals;
  if (values.version === true || first === 'version') {
    const version = MAILROOM_VERSION;
    console.log(values.json === true ? JSON.stringify({ version }) : `Mailroom ${version}`);
    return;
  }
  if (first === undefined || first === 'help' || values.help === true) {
    sayHelp(first === 'help' ? positionals.slice(1) : positionals, values.json === true);
    return;
  }
  if (first === 'serve') throw new CommandError(`Write "serve" first: mailroom ${serve.usage}`, 2);
  const found = find(commands, positionals);
  if (found === null) throw unknownCommand(commands, positionals);
  const { name, command, words } = found;
  checkUsage(grammarOf(name, command.usage), command, { words, options: typedOptions(tokens) });
  const dataFolder = path.resolve(values.data ?? defaultDataFolder());
  await command.run({
    words,
    options: values,
    isJson: values.json === true,
    connect: () => connect(dataFolder),
    deskFor: (request) => deskFor(request, dataFolder),
    print(value, shown) {
      if (values.json === true) console.log(JSON.stringify(value ?? { message: shown }, null, 2));
      else if (shown !== '') console.log(asTyped(printable(shown)));
    },
  });
}

function sayHelp(wanted: readonly string[], isJson: boolean): void {
  const all = { ...commands, serve };
  const width = Math.min(screenWidth(), pageWidth);
  console.log(
    isJson ? JSON.stringify(helpEntries(all, wanted), null, 2) : help(all, wanted, { width }),
  );
}

/** The running relay, or the sentence why there is none to talk to. */
async function connect(dataFolder: string): Promise<ControlClient> {
  const client = await reach(dataFolder);
  if (client === null) throw noRelay(dataFolder);
  return client;
}

async function deskFor(request: RequestName, dataFolder: string): Promise<Desk> {
  const client = await reach(dataFolder);
  if (client !== null) return client;
  // Loaded only here: it brings the parts that read a data folder, and most commands need none.
  const { StoppedDesk } = await import('../control/stopped-desk.ts');
  const isThere = hasRunIn(dataFolder) || request === 'doctor:run';
  if (!StoppedDesk.answers(request) || !isThere) throw noRelay(dataFolder);
  return new StoppedDesk(dataFolder);
}

/** Null where none runs; throws where one runs that cannot be asked. */
async function reach(dataFolder: string): Promise<ControlClient | null> {
  checkIsOurs(dataFolder);
  const client = await ControlClient.open(controlPath(dataFolder), MAILROOM_VERSION);
  if (client !== null && (await isAnswering(client))) return client;
  client?.close();
  const owner = ownerOf(dataFolder);
  if (owner !== null) throw notAnswering(dataFolder, owner);
  return null;
}

/** Longer than a busy relay is late. */
const longestSilenceMs = 15_000;

/**
 * Asks for something small before all else. A relay that hangs takes connections and requests all the same, and would
 * do what it was asked when it goes on, long after the person gave up. Any answer counts: another version, too.
 */
async function isAnswering(client: ControlClient): Promise<boolean> {
  const silence = new Silence();
  const asked = client.request('settings:get', { path: 'hostname' });
  return within(asked, longestSilenceMs, systemClock).finally(() => silence.end());
}

/** A folder of other things has no empty queue and no empty list of people. */
const hasRunIn = (dataFolder: string): boolean =>
  ['installation', 'spool', 'config.json'].some((name) => existsSync(path.join(dataFolder, name)));

/** Another user's folder looks like an empty one; one that everybody may open, like one where nothing runs. */
function checkIsOurs(dataFolder: string): void {
  try {
    if (!statSync(dataFolder).isDirectory()) throw noFolder(dataFolder);
    accessSync(dataFolder, constants.R_OK | constants.X_OK);
    accessSync(path.join(dataFolder, 'lock'), constants.R_OK);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (code === 'ENOTDIR') throw noFolder(dataFolder);
    throw new CommandError(
      `The data folder ${dataFolder} belongs to another user of this computer. Run this as that user, or name another folder with --data.`,
    );
  }
}

const noFolder = (dataFolder: string): CommandError =>
  new CommandError(`${dataFolder} is no folder. Name the data folder with --data.`, 2);

const noRelay = (dataFolder: string): CommandError =>
  new CommandError(
    `Mailroom is not running for ${dataFolder}. Start the app or "mailroom serve", or name another folder with --data.`,
    notRunning,
  );

const notAnswering = (dataFolder: string, pid: number): CommandError =>
  new CommandError(
    `Mailroom runs for ${dataFolder} (process ${pid}) but does not answer, so nothing was done. Try again in a moment, as the user who started it; if that does not help, stop it and start it again.`,
    notRunning,
  );

/** Each as often as it was typed; of a switch, the second says nothing new. */
function typedOptions(tokens: ReturnType<typeof parse>['tokens']): string[] {
  const given = tokens.filter((token) => token.kind === 'option');
  const switches = given.filter(({ value }) => value === undefined).map(({ name }) => name);
  const withValues = given.filter(({ value }) => value !== undefined).map(({ name }) => name);
  return [...new Set(switches), ...withValues];
}

function parse(words: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, tokens: true });
    // A script's variable that is empty would name the folder in which it runs.
    if (parsed.values.data === '') throw new Error(emptyFolder);
    return parsed;
  } catch (error) {
    throw new CommandError(`${optionFault(error)} ${remedyFor(words)}`, 2);
  }
}

/** How the command is written, where there is one: the list of commands does not show its options. */
function remedyFor(words: readonly string[]): string {
  const { positionals } = parseArgs({ args: [...words], options, strict: false });
  const found = find(commands, positionals);
  return found === null ? 'See "mailroom help".' : `Write: mailroom ${found.command.usage}`;
}
