/** Passwords come from a prompt that does not show them, or from standard input; never from an argument. */
import { isUtf8 } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import type { RequestName } from '../contract/requests.ts';
import { CommandError, type CommandContext } from './command.ts';

/** It would stand in the shell's history and in the list of processes. */
export const noPasswordArgument =
  'A password is never an argument: others could read it. Type it at the prompt, or pipe it in.';

/** Where that word may be something else, too; it is not repeated, since it may be a password. */
export const notAnArgument = `That is one word too many. ${noPasswordArgument}`;

/**
 * Asks at a terminal, else reads the first line of standard input. Only once the request that it is for can be
 * answered: nobody types a password for nothing.
 */
export async function readPassword(
  context: CommandContext,
  prompt: string,
  request: RequestName = 'users:add',
): Promise<string> {
  (await context.deskFor(request)).close();
  return process.stdin.isTTY ? fromTerminal(prompt) : fromInput();
}

/** A new one: at a terminal it is typed twice, since nobody sees what was typed. */
export async function readNewPassword(context: CommandContext, prompt: string): Promise<string> {
  const password = await readPassword(context, prompt);
  if (!process.stdin.isTTY || password === '') return password;
  if ((await fromTerminal('The same again: ')) === password) return password;
  throw new CommandError('The two were not the same. Nothing was changed; try again.');
}

async function fromInput(): Promise<string> {
  // Decoded as a whole: a letter outside ASCII may come in two pieces.
  const [line = ''] = decoded(await buffer(process.stdin)).split(/\r?\n/);
  if (line === '')
    throw new CommandError(
      'No password came on standard input. Type it at the prompt, or pipe it in.',
      2,
    );
  return line;
}

/** Consoles of Windows pipe letters outside ASCII in old encodings: taken as UTF-8 they are another password. */
function decoded(octets: Buffer): string {
  if (isUtf8(octets)) return new TextDecoder().decode(octets);
  throw new CommandError(
    'What came on standard input is not UTF-8, so it would not be what you mean. Type it at the prompt.',
    2,
  );
}

/** Pasted behind the end of a line: it belongs to the next prompt. */
let typedAhead = '';

const keys = { cancel: '\u0003', endOfInput: '\u0004', clear: '\u0015' } as const;

function fromTerminal(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  // Before the prompt: who types at once must not see it on the screen.
  stdin.setRawMode(true);
  stderr.write(prompt);
  stdin.resume();
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const done = (run: () => void): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.removeAllListeners('data');
      stderr.write('\n');
      run();
    };
    const press = (key: string): void => {
      if (key === '\r' || key === '\n') done(() => resolve(typed.join('')));
      else if (key === keys.cancel || key === keys.endOfInput)
        done(() => reject(new CommandError('Cancelled.')));
      else if (key === '\u007f' || key === '\b') typed.pop();
      else if (key === keys.clear) typed = [];
      else if (key >= ' ') typed.push(key);
    };
    const take = (piece: string): void => {
      typedAhead = '';
      // Arrow keys and the like come as one piece that begins with ESC.
      if (piece.startsWith('\u001b')) return;
      const end = piece.search(/[\r\n\u0003\u0004]/);
      const line = end === -1 ? piece : piece.slice(0, end + 1);
      for (const key of line) press(key);
      typedAhead = piece.slice(line.length).replace(line.endsWith('\r') ? /^\n/ : '', '');
    };
    stdin.on('data', take);
    if (typedAhead !== '') take(typedAhead);
  });
}
