/** Requests about what became of mail, and about connections. */
import * as z from 'zod';
import { failed, ok } from '../contract/result.ts';
import type { Area } from './handler.ts';
import type { Parts } from './parts.ts';

const none = z.strictObject({});
const text = z.string().max(320).optional();

/** The part of a list that is wanted (`ListRange`). */
export const listRange = {
  offset: z.int().min(0).optional(),
  limit: z.int().min(1).max(10_000).optional(),
  from: z
    .strictObject({ key: z.string().min(1).max(200), back: z.int().min(0).max(10_000) })
    .optional(),
};

/** Shorter than what a person or a proxy takes for a dead connection. */
const longestWaitMs = 20_000;

/** Reads of what was sent, bounced and refused, and the counts; right after a start they wait for the journal. */
export const historyHandlers = ({
  history,
}: {
  readonly history: Pick<Parts['history'], 'list' | 'ofMessage' | 'counts' | 'settled'>;
}): Area<'history'> => ({
  'history:list': {
    parse: z.strictObject({
      kind: z.enum(['sent', 'bounced', 'refused']).optional(),
      text,
      ...listRange,
    }),
    run: async (args) => {
      await history.settled;
      return ok(history.list(args));
    },
  },
  'history:message': {
    parse: z.strictObject({ id: z.string().min(1).max(64) }),
    run: async ({ id }) => {
      await history.settled;
      return ok(history.ofMessage(id));
    },
  },
  'history:counts': {
    parse: none,
    run: async () => {
      await history.settled;
      return ok(history.counts());
    },
  },
});

/** Connections and their transcripts, and waiting for news of them. */
export const sessionHandlers = ({ sessions }: Parts): Area<'sessions'> => ({
  'sessions:list': {
    parse: z.strictObject({ text, after: z.int().min(0).optional() }),
    run: async ({ text: wanted = '', after }) => {
      if (after !== undefined) await sessions.newerThan(after, longestWaitMs);
      return ok({ revision: sessions.revision, sessions: sessions.list(wanted) });
    },
  },
  'sessions:show': {
    parse: z.strictObject({ id: z.int().min(1) }),
    run: ({ id }) => {
      const transcript = sessions.transcript(id);
      return transcript
        ? ok(transcript)
        : failed(
            'sessions.unknown',
            'This session is no longer kept.',
            'Only the last 200 sessions are kept, until Mailroom ends.',
          );
    },
  },
});
