/** Writes a message that waits into a file, as it comes from the relay or from a stopped one's spool. */
import fs from 'node:fs';
import type { Requests } from '../contract/requests.ts';
import { ask } from './ask.ts';
import { CommandError, type CommandContext } from './command.ts';
import { notWritten } from './not-written.ts';
import { size } from './output.ts';

const progressEvery = 8 << 20;

type Written = Requests['queue:export']['result'];

/** What a person is told of a copy that is damaged. */
export const damagedCopy =
  'It is damaged: this computer’s disk gives back something else than it was given. Check the disk.';

/** Never over an existing file, and nothing is left of a message that did not come whole: not by Ctrl+C either. */
export async function saveMessage(
  context: CommandContext,
  id: string,
  file: string,
): Promise<Written> {
  const handle = await fs.promises.open(file, 'wx', 0o600).catch((error: unknown) => {
    throw notWritten(file, error);
  });
  const unwatch = removedAtSignals(file);
  try {
    return await fill(context, id, (octets) => handle.writeFile(octets));
  } catch (error) {
    await fs.promises.rm(file, { force: true });
    throw error instanceof CommandError ? error : notWritten(file, error);
  } finally {
    unwatch();
    await handle.close();
  }
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The program still ends by the signal, as whoever started it expects. What is returned ends the watch. */
function removedAtSignals(file: string): () => void {
  const end = (signal: NodeJS.Signals): void => {
    unwatch();
    fs.rmSync(file, { force: true });
    process.kill(process.pid, signal);
  };
  const unwatch = (): void => {
    for (const signal of endings) process.off(signal, end);
  };
  for (const signal of endings) process.on(signal, end);
  return unwatch;
}

/** Writes the message to standard output, to read it or to pipe it on. */
export async function printMessage(context: CommandContext, id: string): Promise<void> {
  const { stdout } = process;
  const { isDamaged } = await fill(context, id, async (octets) => {
    if (!stdout.write(octets)) await new Promise((resolve) => stdout.once('drain', resolve));
  });
  // Standard output holds the message and nothing else.
  if (isDamaged) process.stderr.write(`${damagedCopy}\n`);
}

/** One write after the other: pieces that are written at once would land in any order. */
async function fill(
  context: CommandContext,
  id: string,
  sink: (octets: Buffer) => Promise<void>,
): Promise<Written> {
  let written = 0;
  let last = Promise.resolve();
  const write = async (octets: Buffer): Promise<void> => {
    await sink(octets);
    const before = written;
    written += octets.length;
    const isStep = Math.floor(before / progressEvery) < Math.floor(written / progressEvery);
    if (isStep && process.stderr.isTTY) process.stderr.write(`\r${size(written)} `);
  };
  const copy = await ask(context, 'queue:export', { id }, (name, value) => {
    if (name !== 'queue:chunk') return undefined;
    const octets = Buffer.from((value as { base64: string }).base64, 'base64');
    last = last.then(() => write(octets));
    // Heard below; until then a failure must not count as unhandled.
    last.catch(() => undefined);
    return last;
  });
  await last;
  if (written >= progressEvery && process.stderr.isTTY) process.stderr.write('\r');
  if (written !== copy.sizeBytes)
    throw new CommandError(`Only ${written} of ${copy.sizeBytes} octets came. Try again.`);
  return copy;
}
