import type { ControlClient } from '../control/socket-client.ts';

/** An error for the person at the terminal; the exit code tells programs. */
export class CommandError extends Error {
  readonly exitCode: 1 | 2 | 3;

  constructor(message: string, exitCode: 1 | 2 | 3 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What a command gets: its words and options, the relay, and where to print. */
export interface CommandContext {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly dataFolder: string;
  readonly isJson: boolean;
  /** Connects to the running relay, or ends with the sentence that it does not run. */
  connect(): Promise<ControlClient>;
  /** The running relay, or null where a command can do without. */
  tryConnect(): Promise<ControlClient | null>;
  /** Prints the value as JSON with --json, else the text. */
  print(value: unknown, text: string): void;
}

export interface Command {
  /** For example `users add NAME [--alias ADDRESS,...]`. */
  readonly usage: string;
  readonly summary: string;
  readonly run: (context: CommandContext) => Promise<void>;
}

/** The word at this place, or a usage error that names what is missing. */
export function word(context: CommandContext, index: number, what: string): string {
  const value = context.words[index];
  if (value === undefined) throw new CommandError(`${what} is missing. See "mailroom help".`, 2);
  return value;
}

export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

export const listOption = (context: CommandContext, name: string): string[] =>
  (textOption(context, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
