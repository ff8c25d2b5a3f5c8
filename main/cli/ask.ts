/** Sends one request and turns an error value into the command's error. */
import type { RequestName, Requests } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import { CommandError, type CommandContext, type OnPush } from './command.ts';
import { asTyped, foldWords, printable, screenWidth } from './output.ts';
import { Silence } from './silence.ts';

/** Resolves to the result; throws a CommandError with cause and remedy where there is none. */
export async function ask<K extends RequestName>(
  context: CommandContext,
  request: K,
  args: Requests[K]['args'],
  onPush?: OnPush,
): Promise<Requests[K]['result']> {
  const desk = await context.deskFor(request);
  const silence = new Silence();
  const hear: OnPush = (name, value) => {
    silence.broken();
    return onPush?.(name, value);
  };
  try {
    const value = valueOf(await desk.request(request, args, hear));
    // Beside the result, which a program may be reading.
    if (desk.notice)
      process.stderr.write(`${foldWords(asTyped(printable(desk.notice)), noticeFold())}\n`);
    return value;
  } finally {
    silence.end();
    desk.close();
  }
}

const noticeFold = () => ({ width: screenWidth(process.stderr), first: 0, others: 0 });

/** The value of an answer; throws a CommandError with cause and remedy where it has none. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, hint } = result.error;
  throw new CommandError([message, hint].filter(Boolean).join(' '), 1, code);
}
