/** Passwords come from a prompt that does not show them, or from standard input; never from an argument. */
import { CommandError } from './command.ts';

/** Asks at a terminal, else reads the first line of standard input. */
export async function readPassword(prompt: string): Promise<string> {
  return process.stdin.isTTY ? fromTerminal(prompt) : fromInput();
}

async function fromInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  const [line = ''] = text.split(/\r?\n/);
  if (line === '')
    throw new CommandError(
      'No password came on standard input. Type it at the prompt, or pipe it in.',
      2,
    );
  return line;
}

function fromTerminal(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.resume();
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let password = '';
    const done = (run: () => void): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.removeAllListeners('data');
      stderr.write('\n');
      run();
    };
    stdin.on('data', (text: string) => {
      for (const key of text) {
        if (key === '\r' || key === '\n') {
          done(() => resolve(password));
          return;
        }
        if (key === '\u0003') {
          done(() => reject(new CommandError('Cancelled.')));
          return;
        }
        password = key === '\u007f' || key === '\b' ? password.slice(0, -1) : password + key;
      }
    });
  });
}
