/** Finds the command that was typed. Pure. */
import { CommandError } from './command.ts';

/** The command that was typed, and the words behind it. */
export interface Found<C> {
  readonly name: string;
  readonly command: C;
  readonly words: readonly string[];
}

/** The command that these words begin with, or null. */
export function find<C>(
  commands: Readonly<Record<string, C>>,
  positionals: readonly string[],
): Found<C> | null {
  for (const length of [2, 1]) {
    const name = positionals.slice(0, length).join(' ');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command && positionals.length >= length)
      return { name, command, words: positionals.slice(length) };
  }
  return null;
}

/** Says what could have been meant. */
export function unknownCommand(
  commands: Readonly<Record<string, unknown>>,
  [first = '', second]: readonly string[],
): CommandError {
  const verbs = Object.keys(commands)
    .filter((name) => name.startsWith(`${first} `))
    .map((name) => name.slice(first.length + 1));
  const typed = [first, second].filter(Boolean).join(' ');
  const remedy =
    verbs.length === 0
      ? 'See "mailroom help".'
      : `After "${first}" comes ${verbs.join(', ')}. See "mailroom help ${first}".`;
  return new CommandError(
    second === undefined && verbs.length > 0 ? remedy : `There is no command "${typed}". ${remedy}`,
    2,
  );
}
