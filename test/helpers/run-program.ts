import { spawn } from 'node:child_process';

export interface ProgramResult {
  readonly code: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** A program that waits for an answer which never comes is a failed test, not an endless one. */
const limitMs = 60_000;

/** Runs a program to its end, which is at most a minute away; fails when it cannot be started. `input` is its standard input. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { input?: string | Buffer; env?: Readonly<Record<string, string>> } = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...options.env },
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** The same, for a program that must end well: fails with what it said. */
export async function runs(...args: Parameters<typeof runProgram>): Promise<string> {
  const { code, output } = await runProgram(...args);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${output.slice(-2_000)}`);
  return output;
}
