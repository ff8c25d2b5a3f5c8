/** The queue of a relay that does not run, for looking and saving only. */
import type fs from 'node:fs';
import path from 'node:path';
import type { MessageView } from '../contract/mail.ts';
import { viewOf } from '../relay/queue/message.ts';
import { Spool } from '../relay/queue/spool/spool.ts';
import { CommandError } from './command.ts';

export interface StoppedQueue {
  list(text: string, limit: number): { total: number; messages: MessageView[] };
  get(id: string): MessageView | null;
  save(id: string, handle: fs.promises.FileHandle): Promise<void>;
}

/** Opens the spool of the data folder, runs, and closes it again. */
export async function withStoppedQueue<T>(
  dataFolder: string,
  run: (queue: StoppedQueue) => T | Promise<T>,
): Promise<T> {
  const spool = new Spool({
    folder: path.join(dataFolder, 'spool'),
    journal: { record: () => undefined },
  });
  const messages = await spool.loadReadOnly();
  const find = (id: string) => messages.find((message) => message.id === id) ?? null;
  try {
    return await run({
      list(text, limit) {
        const wanted = text.toLowerCase();
        const all = messages
          .map(viewOf)
          .filter((view) => JSON.stringify(view).toLowerCase().includes(wanted));
        return { total: all.length, messages: all.slice(0, limit) };
      },
      get(id) {
        const message = find(id);
        return message ? viewOf(message) : null;
      },
      async save(id, handle) {
        const message = find(id);
        if (message === null)
          throw new CommandError(`There is no message ${id} waiting. See "mailroom queue list".`);
        await handle.writeFile(await spool.stream(message));
      },
    });
  } finally {
    await spool.close();
  }
}
