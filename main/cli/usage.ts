/**
 * A command's usage line as its grammar: `queue hold ID ...`, `windows open ADDRESS --user NAME`. What stands in
 * brackets may be left out, three dots mean more of the same. Whatever else is typed is refused, so that no
 * word is passed over in silence. Pure.
 */
import { CommandError, type Command } from './command.ts';

/** What a usage line allows. */
export interface Grammar {
  /** Names of the words that must be there, for example NAME. */
  readonly words: readonly string[];
  readonly mostWords: number;
  readonly options: ReadonlySet<string>;
  readonly neededOptions: readonly string[];
}

/** Understood everywhere. */
const everywhere = ['json', 'data', 'help', 'version'];

/** `name` is the command itself, for example `users add`. */
export function grammarOf(name: string, usage: string): Grammar {
  const rest = usage.slice(name.length);
  const options = new Set([...rest.matchAll(/--([a-z-]+)/g)].map(([, option = '']) => option));
  const needed = [...rest.replace(/\[[^\]]*\]/g, '').matchAll(/--([a-z-]+)/g)];
  const places = rest.replace(/\[--[^\]]*\]/g, '').replace(/--[a-z-]+ [A-Z]+/g, '');
  const words = places
    .replace(/\[[^\]]*\]/g, '')
    .split(' ')
    .filter((place) => place !== '' && place !== '...');
  const optional = [...places.matchAll(/\[[^\]]*\]/g)].length;
  return {
    words,
    mostWords: places.includes('...') ? Infinity : words.length + optional,
    options,
    neededOptions: needed.map(([, option = '']) => option),
  };
}

/**
 * Throws a CommandError with the usage line for the first thing that does not fit. `options` holds each option as
 * often as it was typed.
 */
export function checkUsage(
  grammar: Grammar,
  { usage, onExtraWord }: Pick<Command, 'usage' | 'onExtraWord'>,
  typed: { readonly words: readonly string[]; readonly options: readonly string[] },
): void {
  const refuse = (what: string): never => {
    throw new CommandError(`${what} Write: mailroom ${usage}`, 2);
  };
  const missing = grammar.words.find((place, at) => {
    const word = typed.words[at];
    // A script's variable that is empty names nothing; but a setting may be made empty.
    return word === undefined || (word === '' && place !== 'VALUE');
  });
  if (missing !== undefined) refuse(`${missing} is missing.`);
  const extra = typed.words[grammar.mostWords];
  if (extra !== undefined) refuse(onExtraWord ?? `"${extra}" is one word too many.`);
  const own = typed.options.filter((option) => !everywhere.includes(option));
  for (const [at, option] of own.entries()) {
    if (!grammar.options.has(option)) refuse(`--${option} means nothing here.`);
    // Only the last would count.
    if (own.indexOf(option) < at) refuse(`--${option} is typed twice.`);
  }
  for (const option of grammar.neededOptions)
    if (!typed.options.includes(option)) refuse(`--${option} is missing.`);
}
