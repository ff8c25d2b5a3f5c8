import type { Pushes, RequestName, Requests } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import type { ControlClient } from '../control/socket-client.ts';

/** Exit code where nobody is there to ask. */
export const notRunning = 3;

/** An error for the person at the terminal; the exit code tells programs. */
export class CommandError extends Error {
  /** 1: it could not be done; 2: typed wrongly; 3: Mailroom does not run. */
  readonly exitCode: 1 | 2 | 3;
  /** The relay's code, where the error is the relay's. */
  readonly code: string | null;

  constructor(message: string, exitCode: 1 | 2 | 3 = 1, code: string | null = null) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
  }
}

/** Takes what the relay sends while a request runs (progress, journal lines); awaited before the next one. */
export type OnPush = <P extends keyof Pushes>(name: P, value: Pushes[P]) => void | Promise<void>;

/** What answers requests: the running relay, or a look into the data folder of one that does not run. */
export interface Desk {
  request<K extends RequestName>(
    request: K,
    args: Requests[K]['args'],
    onPush?: OnPush,
  ): Promise<Result<Requests[K]['result']>>;
  /** What a person must know of the answer beside it: it comes from damaged files. Only without a running relay. */
  readonly notice?: string | null;
  close(): void;
}

/** What a command gets: its words and options, the relay, and where to print. */
export interface CommandContext {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly isJson: boolean;
  /** Connects to the running relay, or ends with the sentence that it does not run. */
  connect(): Promise<ControlClient>;
  /** Who answers this request; some can be answered without a running relay. */
  deskFor(request: RequestName): Promise<Desk>;
  /** Prints the value as JSON with --json (the text as `message` where there is none), else the text. */
  print(value: unknown, text: string): void;
}

/** One command of the `mailroom` program. */
export interface Command {
  /** The grammar of the command (usage.ts), for example `users add NAME [--alias ADDRESS,...]`. */
  readonly usage: string;
  readonly summary: string;
  /** What to say, in place of that word itself, when somebody typed a password as an argument. */
  readonly onExtraWord?: string;
  readonly run: (context: CommandContext) => Promise<void>;
}

/** By name, one or two words. */
export type Commands = Readonly<Record<string, Command>>;

/** The word at this place; the grammar has seen to it that one is there. */
export const word = (context: CommandContext, index: number): string => context.words[index] ?? '';

/** The text given, or undefined where the option is not. */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The number given, or undefined where the option is not; anything else is a usage error. */
export function numberOption(
  context: CommandContext,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const text = textOption(context, name);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new CommandError(`--${name} ${text} is no number from ${least} to ${most}.`, 2);
}

/** The same for what is counted. */
export function wholeOption(
  context: CommandContext,
  name: string,
  bounds: { readonly least: number; readonly most: number },
): number | undefined {
  const value = numberOption(context, name, bounds);
  if (value === undefined || Number.isInteger(value)) return value;
  throw new CommandError(`--${name} ${value} is no whole number.`, 2);
}

/** More rows than this are never shown at once. */
const mostRows = 10_000;

/** How many rows to show. */
export const limitOption = (context: CommandContext, otherwise: number): number =>
  wholeOption(context, 'limit', { least: 1, most: mostRows }) ?? otherwise;

/** How to see the rows of a longer list that are not shown; '' where all are. */
export function moreWords(total: number, shown: number): string {
  if (total <= shown) return '';
  const how = total <= mostRows ? '--limit' : `--limit, up to ${mostRows}, or --text`;
  return `\n${total - shown} more; see them with ${how}.`;
}

/** What is said of an empty list: `all`, but where it was narrowed there may be others, and nothing is claimed of them. */
export const emptyWords = (context: CommandContext, all: string): string =>
  ['text', 'state', 'level'].some((name) => (textOption(context, name) ?? '') !== '')
    ? 'Nothing matches.'
    : all;

/** One of these words, or undefined where the option is not given. */
export function choiceOption<T extends string>(
  context: CommandContext,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = textOption(context, name);
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw new CommandError(`--${name} ${text} is not known; it is one of ${choices.join(', ')}.`, 2);
}

/** The values of an option that takes several with commas between; empty where it was not given. */
export const listOption = (context: CommandContext, name: string): string[] =>
  (textOption(context, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
