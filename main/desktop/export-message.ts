/** A waiting message as a file. Knows no dialogs. */
import fs from 'node:fs';
import type { Requests } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import type { RelayLink } from './relay-link.ts';

/** How much it was, and whether it is what was taken in. */
export type Exported = Requests['queue:export']['result'];

/**
 * Written while it comes; rejects when the file cannot be written. What stands there already, perhaps the
 * same message saved before, is replaced by a whole one only.
 */
export async function exportTo(
  file: string,
  link: Pick<RelayLink, 'request'>,
  id: string,
): Promise<Result<Exported>> {
  const part = `${file}.part`;
  const handle = fs.openSync(part, 'w', 0o600);
  let isWhole = false;
  // Thrown to the relay it would be a fault of the relay's.
  const faults: Error[] = [];
  try {
    const exported = await link.request('queue:export', { id }, (name, value) => {
      if (name !== 'queue:chunk' || faults.length > 0) return;
      const fault = append(handle, (value as { base64: string }).base64);
      if (fault !== null) faults.push(fault);
    });
    const [fault] = faults;
    if (fault !== undefined) throw fault;
    isWhole = exported.ok;
    return exported as Result<Exported>;
  } finally {
    fs.closeSync(handle);
    if (isWhole) fs.renameSync(part, file);
    else fs.rmSync(part, { force: true });
  }
}

/** All of it or an error: a single write may take less, as on a disk that is just full. */
function append(handle: number, base64: string): Error | null {
  try {
    fs.writeFileSync(handle, Buffer.from(base64, 'base64'));
    return null;
  } catch (error) {
    return error as Error;
  }
}
