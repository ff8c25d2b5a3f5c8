import { execFile } from 'node:child_process';

const defaultTimeoutMs = 3_000;
const mostBytes = 4 * 1024 * 1024;

/**
 * What a program of the system prints, or null when it is missing, fails or takes too long. For facts
 * that are good to have; nothing may depend on the answer. No shell is involved.
 */
export function askSystem(
  program: string,
  args: readonly string[],
  timeoutMs: number = defaultTimeoutMs,
): Promise<string | null> {
  const options = {
    timeout: timeoutMs,
    maxBuffer: mostBytes,
    windowsHide: true,
    env: { ...process.env, LC_ALL: 'C' },
  };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout) => {
      resolve(error ? null : stdout);
    });
  });
}
