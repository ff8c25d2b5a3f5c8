/** curl as mail program: nothing of ours on the client's side. Resolves to curl's own exit code. */
import { runProgram, type ProgramResult } from './run-program.ts';

/** curl's code for a sign-in that was refused. */
export const signInRefused = 67;

interface Account {
  readonly user: string;
  readonly password: string;
}

/** Signs in to POP3 and lists the mailbox. */
export const curlChecksMail = (port: number, { user, password }: Account): Promise<ProgramResult> =>
  runProgram('curl', ['-sS', '-u', `${user}:${password}`, `pop3://127.0.0.1:${port}/`]);

/** Sends one message; signs in where an account is given. */
export function curlSends(
  port: number,
  { from, to, account }: { from: string; to: string; account?: Account },
): Promise<ProgramResult> {
  const signIn = account ? ['-u', `${account.user}:${account.password}`] : [];
  const args = ['-sS', ...signIn, '--mail-from', from, '--mail-rcpt', to, '-T', '-'];
  const input = `From: <${from}>\r\nTo: <${to}>\r\nSubject: A letter\r\n\r\nHello.\r\n`;
  return runProgram('curl', [...args, `smtp://127.0.0.1:${port}/pc.example`], { input });
}
