/** Sends one request to the running relay and turns an error value into the command's error. */
import type { Pushes, RequestName, Requests } from '../contract/requests.ts';
import { CommandError, type CommandContext } from './command.ts';

type OnPush = <P extends keyof Pushes>(name: P, value: Pushes[P]) => void;

export async function ask<K extends RequestName>(
  context: CommandContext,
  request: K,
  args: Requests[K]['args'],
  onPush?: OnPush,
): Promise<Requests[K]['result']> {
  const client = await context.connect();
  try {
    const result = await client.request(request, args, onPush);
    if (result.ok) return result.value;
    throw new CommandError([result.error.message, result.error.hint].filter(Boolean).join(' '));
  } finally {
    client.close();
  }
}
