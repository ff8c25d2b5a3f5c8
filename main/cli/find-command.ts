/** Finds the command that was typed, and words the help. Pure. */
import { CommandError, type Command } from './command.ts';

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

/** What the help says of a command. */
export type Described = Readonly<Record<string, Pick<Command, 'usage' | 'summary'>>>;

/** Says what could have been meant. */
export function unknownCommand(
  commands: Described,
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

/** All commands, those of a group, or one. */
export function help(commands: Described, wanted: readonly string[]): string {
  const [group] = wanted;
  const found = find(commands, wanted);
  const chosen = Object.entries(commands).filter(([name]) =>
    found ? name === found.name : group === undefined || name.split(' ')[0] === group,
  );
  if (chosen.length === 0) throw unknownCommand(commands, wanted);
  const lines = chosen.map(([, { usage, summary }]) => `  mailroom ${usage}\n      ${summary}`);
  return [
    ...lines,
    '',
    '  --json prints data for programs; --data DIR names the data folder.',
  ].join('\n');
}
