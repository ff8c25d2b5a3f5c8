/** What the command line of the desktop app says. Chromium's own switches stand between ours. Pure. */

/** What was asked for at the start. */
export interface StartOptions {
  /** Null: the default folder of this PC. Empty where `--data` stands without one. */
  readonly dataFolder: string | null;
  /** `PATH=VALUE`, for this run only. */
  readonly sets: readonly string[];
  /** Started at sign-in: no window until somebody asks for it. */
  readonly isHidden: boolean;
  /** An installer wants the running program to end orderly. */
  readonly isQuit: boolean;
}

/** What follows `--command`, for the program without a window; null where a window is wanted. Pure. */
export function terminalWords(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('--command');
  if (at === -1) return null;
  // Behind "--" Chromium looks for no switches of its own.
  return argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1);
}

/** Reads `process.argv` without the program itself; what it does not know belongs to Chromium. */
export function parseStartOptions(argv: readonly string[]): StartOptions {
  const sets: string[] = [];
  let dataFolder: string | null = null;
  for (const { name, value } of valued(argv))
    if (name === 'set') sets.push(value);
    else dataFolder = value;
  return {
    dataFolder,
    sets,
    isHidden: argv.includes('--hidden'),
    isQuit: argv.includes('--quit'),
  };
}

/** The words of a start that was by hand, from those of this one. Pure. */
export const againWords = (argv: readonly string[]): string[] =>
  argv.filter((word) => word !== '--hidden');

/** `--data DIR`, `--data=DIR`, and the same for `--set`. */
function* valued(argv: readonly string[]): Generator<{ name: 'data' | 'set'; value: string }> {
  for (const [index, word] of argv.entries()) {
    const match = /^--(data|set)(?:=(.*))?$/s.exec(word);
    const next = argv[index + 1] ?? '';
    // As in the terminal, where a name that begins so is written behind "=".
    const value = match?.[2] ?? (next.startsWith('-') ? '' : next);
    if (match) yield { name: match[1] as 'data' | 'set', value };
  }
}
