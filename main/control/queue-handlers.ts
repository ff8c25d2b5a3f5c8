/** Requests about the queue. */
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { failed, ok, type Result } from '../contract/result.ts';
import type { QueueDesk } from '../relay/queue/queue.ts';
import { listRange } from './activity-handlers.ts';
import { explained } from './explain-reply.ts';
import type { Area } from './handler.ts';
import type { Parts } from './parts.ts';
import { systemCode } from './system-code.ts';

const none = z.strictObject({});
const id = z.string().min(1).max(64);
const ids = z.strictObject({ ids: z.array(id).max(100_000) });
const match = {
  text: z.string().max(320).optional(),
  state: z.enum(['waiting', 'sending', 'held']).optional(),
};
const unknownMessage = (wanted: string) =>
  failed(
    'queue.unknown',
    `There is no message ${wanted} waiting.`,
    'See "mailroom queue list", or "mailroom history" if it has left already.',
  );

/** A disk that does not give a message back is an expected failure; who asked and went away is none. */
class UnreadableError extends Error {}
const unreadable = failed(
  'queue.unreadable',
  'The message could not be read from this computer’s disk.',
  'Check the disk.',
);

function notRead(cause: unknown): never {
  throw new UnreadableError('Not read', { cause });
}

async function* octetsOf(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    notRead(error);
  }
}

/** Looks at the queue and changes nothing: also without a running relay. */
export const queueReads = ({
  queue,
}: {
  readonly queue: Pick<QueueDesk, 'list' | 'ids' | 'get' | 'open'>;
}): Pick<Area<'queue'>, 'queue:list' | 'queue:ids' | 'queue:show' | 'queue:export'> => ({
  'queue:list': {
    parse: z.strictObject({ ...match, ...listRange, newestFirst: z.boolean().optional() }),
    run: (args) => ok(queue.list(args)),
  },
  'queue:ids': {
    parse: z.strictObject(match),
    run: (args) => ok({ ids: queue.ids(args) }),
  },
  'queue:show': {
    parse: z.strictObject({ id }),
    run: (args) => {
      const message = queue.get(args.id);
      return message ? ok(explained(message)) : unknownMessage(args.id);
    },
  },
  'queue:export': {
    parse: z.strictObject({ id }),
    run: async (args, context) => {
      let sizeBytes = 0;
      try {
        const copy = await queue.open(args.id).catch(notRead);
        if (copy === null) return unknownMessage(args.id);
        for await (const chunk of octetsOf(copy.octets)) {
          sizeBytes += chunk.length;
          await context.push('queue:chunk', { base64: chunk.toString('base64') });
        }
        return ok({ sizeBytes, isDamaged: copy.isDamaged() });
      } catch (error) {
        if (error instanceof UnreadableError) return unreadable;
        throw error;
      }
    },
  },
});

/** The queue: reading, and what an operator does with messages. */
export const queueHandlers = ({ queue }: Parts): Area<'queue'> => ({
  ...queueReads({ queue }),
  'queue:retry': {
    parse: z.strictObject({ ids: z.array(id).optional() }),
    run: async (args) => ok({ count: await queue.retry(args.ids) }),
  },
  'queue:hold': { parse: ids, run: (args) => noted(counted(queue.hold(args.ids))) },
  'queue:release': { parse: ids, run: (args) => noted(counted(queue.release(args.ids))) },
  'queue:delete': { parse: ids, run: (args) => noted(counted(queue.remove(args.ids))) },
  'queue:pause': { parse: none, run: () => noted(queue.pause().then(() => null)) },
  'queue:resume': { parse: none, run: () => noted(queue.resume().then(() => null)) },
});

const counted = async (work: Promise<number>): Promise<{ count: number }> => ({
  count: await work,
});

/** A disk that takes no note is an expected failure. */
async function noted<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work);
  } catch (error) {
    const code = systemCode(error);
    return failed(
      'queue.not-noted',
      `This could not be noted on the disk (${code}).`,
      'Free some space, or check the disk; then try again.',
    );
  }
}
