/** The queue of a relay that does not run, for looking and saving only: nothing on disk changes. */
import path from 'node:path';
import type { JournalWriter } from '../journal/journal.ts';
import { queueIds, queuePage } from './message-list.ts';
import { viewOf, type QueuedMessage } from './message.ts';
import type { QueueDesk } from './queue.ts';
import { Spool } from './spool/spool.ts';

/** The reading half of the queue's desk, with what was found damaged; `close` lets go of the files. */
export type StoppedQueue = Pick<QueueDesk, 'list' | 'ids' | 'get' | 'open' | 'damage'> & {
  close(): Promise<void>;
};

/** Reads the spool of the data folder; rejects where that is not possible. */
export async function openStoppedQueue(dataFolder: string): Promise<StoppedQueue> {
  let damage: string | null = null;
  const journal: JournalWriter = {
    record({ event }) {
      if (event === 'queue.damaged') damage = damaged;
    },
  };
  const spool = new Spool({ folder: path.join(dataFolder, 'spool'), journal });
  const messages = new Map((await loaded(spool)).map((message) => [message.id, message]));
  return {
    list: (filter) => queuePage(messages.values(), filter),
    ids: (match) => queueIds(messages.values(), match),
    get(id) {
      const message = messages.get(id);
      return message ? viewOf(message) : null;
    },
    async open(id) {
      const message = messages.get(id);
      return message ? spool.copy(message) : null;
    },
    damage: () => damage,
    close: () => spool.close(),
  };
}

const damaged =
  'Part of the queue is damaged, so mail may be missing here. Look at the disk; the next start puts the damage aside and goes on with the rest.';

/** A relay that starts just now clears old files away, and what they held stands in younger ones then. */
async function loaded(spool: Spool): Promise<readonly QueuedMessage[]> {
  for (let tries = 1; ; tries += 1)
    try {
      return await spool.loadReadOnly();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
}

const mostTries = 10;
const restMs = 20;
