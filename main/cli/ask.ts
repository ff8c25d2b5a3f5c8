/** Sends one request and turns an error value into the command's error. */
import type { RequestName, Requests } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import { CommandError, type CommandContext, type OnPush } from './command.ts';
import { besideResult } from './output.ts';
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
    if (desk.notice) console.error(besideResult(desk.notice));
    return value;
  } finally {
    silence.end();
    desk.close();
  }
}

/** The value of an answer; throws a CommandError with cause and remedy where it has none. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, hint } = result.error;
  throw new CommandError([message, hint].filter(Boolean).join(' '), 1, code);
}
