/**
 * `seed.ts USER COUNT SIZE`: puts a user (password "bench") and COUNT messages of SIZE octets into the data
 * folder of a measurement, $BENCH_WORK/data, before the relay starts.
 */
import path from 'node:path';
import { fillMailbox } from '../fill-mailbox.ts';

const [user = 'bench', count = '0', size = '0'] = process.argv.slice(2);
await fillMailbox(path.join(process.env['BENCH_WORK'] ?? '.', 'data'), user, {
  count: Number(count),
  sizeBytes: Number(size),
});
