import type { TestContext } from 'node:test';
import type { QueuedMessage } from '../../../../main/relay/queue/message.ts';
import type { Envelope } from '../../../../main/relay/queue/queue.ts';
import { Spool, type SpoolOptions } from '../../../../main/relay/queue/spool/spool.ts';
import { TestJournal } from '../../../helpers/test-journal.ts';

export const envelope: Envelope = {
  sender: 'joe@myclient.com',
  recipients: [{ address: 'ann@example.net', localUser: null }],
  user: 'joe',
  peer: '192.168.1.7',
  bodyType: '7bit',
  smtpUtf8: false,
};

/** Opens spools on one folder, one after the other, as restarts do. */
export class SpoolStand {
  readonly journal = new TestJournal();
  readonly folder: string;
  readonly #t: TestContext;

  constructor(t: TestContext, folder: string) {
    this.#t = t;
    this.folder = folder;
  }

  /** A spool that has read its folder, and what it found. */
  async open(
    options: Partial<SpoolOptions> = {},
  ): Promise<{ spool: Spool; found: readonly QueuedMessage[] }> {
    const spool = new Spool({ folder: this.folder, journal: this.journal, ...options });
    const found = await spool.load();
    this.#t.after(() => spool.close());
    return { spool, found };
  }

  /** What a restart would find, as ids in order; changes nothing under a spool that runs. */
  async idsAfterRestart(): Promise<string[]> {
    for (;;) {
      const spool = new Spool({ folder: this.folder, journal: this.journal });
      try {
        return (await spool.loadReadOnly()).map(({ id }) => id);
      } catch (error) {
        // The spool that runs has just deleted an old file.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      } finally {
        await spool.close();
      }
    }
  }
}

export function store(
  spool: Spool,
  id: string,
  body: string | Buffer = `Subject: ${id}\r\n\r\n`,
): Promise<QueuedMessage> {
  const octets = Buffer.from(body);
  const head = { id, at: 1_700_000_000_000, env: envelope, size: octets.length, file: null };
  return spool.store(head, [octets]);
}

/** How a promise ended: 'kept', or the code of its error. */
export const outcomeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'kept',
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'error',
  );

export async function bodyOf(spool: Spool, message: QueuedMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of (await spool.copy(message)).octets as AsyncIterable<Buffer>)
    parts.push(chunk);
  return Buffer.concat(parts).toString('latin1');
}
