import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { DesktopApp, needsElectron } from '../helpers/desktop-app.ts';
import { burstAndWait, type Burst } from '../helpers/memory-burst.ts';

const at = (file: string): string => JSON.stringify(path.resolve(import.meta.dirname, file));

/** A burst in a process of its own; `words` are its last lines. */
async function burstOf(words: string): Promise<Burst> {
  const script = `
    import { burstAndWait } from ${at('../helpers/memory-burst.ts')};
    import { keepHeapSmall } from ${at('../../main/memory.ts')};
    ${words}`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout) as Burst;
}

const assertGivenBack = ({ full, left }: Burst): void =>
  assert.ok(left < full / 2, `${left} of ${full} bytes are still taken`);

test('what a burst of work took goes back to the system when it is over', async () => {
  assertGivenBack(
    await burstOf('keepHeapSmall(); console.log(JSON.stringify(await burstAndWait(20_000)));'),
  );
});

test('so does what was there at the start, when it has left', async () => {
  assertGivenBack(
    await burstOf('console.log(JSON.stringify(await burstAndWait(20_000, keepHeapSmall)));'),
  );
});

test('and so it is in the desktop app', { skip: needsElectron() }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const burst = await desktop.inMain(
    (_electron, text) => (0, eval)(`(${text})(20_000)`) as Promise<Burst>,
    burstAndWait.toString(),
  );
  assertGivenBack(burst);
});
